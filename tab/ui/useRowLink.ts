import { makeStyles } from '@fluentui/react-components'

/** A row that is opened wherever it is pressed: its one link lies over all of it, and not over its cell alone. */
export const useRowLink = makeStyles({
  row: { position: 'relative', cursor: 'pointer' },
  cell: { position: 'static' },
  link: { '::after': { content: '""', position: 'absolute', inset: 0, zIndex: 1 } },
})
