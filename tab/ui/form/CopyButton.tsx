import { Button } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { useEffect, useState } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useToasts } from '../feedback/useToasts.ts'

const shownFor = 2000

interface CopyButtonProps {
  text: string
  /** Name of the copied text, for the accessible label. */
  label: string
  appearance?: 'primary' | 'subtle'
  iconOnly?: boolean
}

export function CopyButton({ text, label, appearance = 'subtle', iconOnly = false }: CopyButtonProps) {
  const { shell } = useTranslations()
  const toasts = useToasts()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownFor)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    if (await copyText(text)) setCopied(true)
    else toasts.failure(null, shell.copyFailed)
  }
  const action = copied ? shell.copied : shell.copy
  return (
    <Button
      appearance={appearance}
      size={iconOnly ? 'small' : 'medium'}
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy()}
      aria-label={`${action}: ${label}`}
    >
      {iconOnly ? null : action}
    </Button>
  )
}

/** Copies a text and returns whether it worked. Falls back to `execCommand` if the Clipboard API is blocked in the frame. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text: string): boolean {
  // Deprecated, but the only way without the clipboard permission, which Teams does not always grant to its frames.
  const old: { execCommand: (command: string) => boolean } = document
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  try {
    return old.execCommand('copy')
  } finally {
    area.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}
