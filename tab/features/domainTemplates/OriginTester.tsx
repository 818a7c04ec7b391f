import { Caption1, Field, Input, Spinner, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { OriginTestResult } from '#core/contract/domainTemplates'
import type { NotAllowed } from '#core/reach/originAllowlist'
import { useOriginTestRequest } from './api.ts'
import { Panel } from '../../ui/layout/Panel.tsx'
import { useErrorText } from '../../ui/feedback/useErrorText.ts'
import { useDebounced } from '../../ui/form/useDebounced.ts'
import type { Translations } from '../../i18n/compiled/types.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { originOf } from './patternText.ts'

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } })

const isReason = (reason: string, known: Translations['templates']['notAllowed']): reason is NotAllowed =>
  reason in known

/** Tests on the server whether the patterns on the screen, saved or not, allow a page. */
export function OriginTester({ templateId, patterns }: { templateId: string; patterns: readonly string[] }) {
  const styles = useStyles()
  const { templates } = useTranslations()
  const faultText = useErrorText()
  const [text, setText] = useState('')
  const tested = useDebounced({ origin: originOf(text), patterns })
  const test = useOriginTestRequest(templateId, tested.origin, tested.patterns)
  const verdict = tested.origin === '' ? undefined : test.data
  const sentence = (result: OriginTestResult) => {
    if (result.allowed) return templates.allowedBy({ pattern: result.pattern ?? '' })
    const why = isReason(result.reason, templates.notAllowed) ? templates.notAllowed[result.reason] : result.reason
    return result.pattern === undefined ? why : `${why} ${templates.nearest({ pattern: result.pattern })}`
  }
  return (
    <Panel title={templates.tester}>
      <div aria-live="polite">
        <Field
          label={templates.testerLabel}
          validationState={
            test.isError ? 'error' : verdict === undefined ? 'none' : verdict.allowed ? 'success' : 'warning'
          }
          validationMessage={test.isError ? faultText(test.error) : verdict ? sentence(verdict) : null}
        >
          <Input
            value={text}
            dir="ltr"
            placeholder="https://shop.example.com:8443"
            spellCheck={false}
            autoComplete="off"
            contentAfter={test.isFetching ? <Spinner size="extra-tiny" /> : null}
            onChange={(_, { value }) => setText(value)}
          />
        </Field>
      </div>
      {tested.origin !== '' && tested.origin !== text && (
        <Caption1>
          {templates.testedAs} <bdi>{tested.origin}</bdi>
        </Caption1>
      )}
      <Caption1 className={styles.quiet}>{templates.testerHint}</Caption1>
    </Panel>
  )
}
