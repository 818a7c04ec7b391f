import { Button } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useEffect, useState } from 'react'
import { useWords } from '../words/speech.ts'
import { copyText } from './copyText.ts'
import { useTell } from './useTell.ts'

const shownFor = 2000

interface CopyButtonProps {
  text: string
  /** What is copied, for people who do not see where the button stands. */
  label: string
  appearance?: 'primary' | 'subtle'
  iconOnly?: boolean
}

export function CopyButton({ text, label, appearance = 'subtle', iconOnly = false }: CopyButtonProps) {
  const { shell } = useWords()
  const tell = useTell()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownFor)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    if (await copyText(text)) setCopied(true)
    else tell.failure(null, shell.copyFailed)
  }
  const says = copied ? shell.copied : shell.copy
  return (
    <Button
      appearance={appearance}
      size={iconOnly ? 'small' : 'medium'}
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy()}
      aria-label={`${says}: ${label}`}
    >
      {iconOnly ? null : says}
    </Button>
  )
}
