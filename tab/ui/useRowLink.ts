import { makeStyles } from '@fluentui/react-components'

/** Makes a whole table row clickable: the link in one cell is stretched over the row. */
export const useRowLink = makeStyles({
  row: { position: 'relative', cursor: 'pointer' },
  cell: { position: 'static' },
  link: { '::after': { content: '""', position: 'absolute', inset: 0, zIndex: 1 } },
})
