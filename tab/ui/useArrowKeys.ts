import { useArrowNavigationGroup } from '@fluentui/react-components'

/** Attributes of a list or table whose links and buttons the arrow keys, Home and End move between. Tab stops at each as well. */
export const useArrowKeys = () => useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: false, tabbable: true })
