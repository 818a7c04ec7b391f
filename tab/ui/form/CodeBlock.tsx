import { makeStyles, tokens } from '@fluentui/react-components'
import { CopyButton } from './CopyButton.tsx'

const useStyles = makeStyles({
  block: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    padding: '8px 12px',
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    '@media (max-width: 640px)': { flexDirection: 'column' },
  },
  code: {
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
    paddingBlock: '6px',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    textAlign: 'start',
  },
})

interface CodeBlockProps {
  code: string
  label: string
  primary?: boolean
}

/** Code to copy. Left-to-right in every language. */
export function CodeBlock({ code, label, primary = false }: CodeBlockProps) {
  const styles = useStyles()
  return (
    <div className={styles.block}>
      <pre className={styles.code} dir="ltr" aria-label={label} role="group">
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={label} appearance={primary ? 'primary' : 'subtle'} />
    </div>
  )
}
