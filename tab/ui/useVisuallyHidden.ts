import { makeStyles } from '@fluentui/react-components'

const useStyles = makeStyles({
  spoken: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
})

/** The class of what is there for screen readers and takes no room. */
export const useVisuallyHidden = (): string => useStyles().spoken
