import { FieldContextProvider, makeStyles } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
})

interface FieldGroupProps {
  layout: 'column' | 'row'
  children: ReactNode
}

/** Several controls in one `SettingRow`: the group takes the row's label, and each control keeps its own. */
export function FieldGroup({ layout, children, ...field }: FieldGroupProps) {
  const styles = useStyles()
  return (
    <div role="group" {...field} className={styles[layout]}>
      <FieldContextProvider value={undefined}>{children}</FieldContextProvider>
    </div>
  )
}
