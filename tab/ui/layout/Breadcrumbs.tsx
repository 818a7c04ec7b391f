import { Breadcrumb, BreadcrumbDivider, BreadcrumbItem, makeStyles } from '@fluentui/react-components'
import { Fragment } from 'react'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { RouteLink } from './RouteLink.tsx'

const useStyles = makeStyles({ crumbs: { marginBottom: '-12px' } })

export interface BreadcrumbLink {
  to: string
  label: string
}

/** Links to the parent pages. Not part of `Page`, to keep it out of the first page's bundle. */
export function Breadcrumbs({ of }: { of: readonly BreadcrumbLink[] }) {
  const styles = useStyles()
  const { shell } = useTranslations()
  return (
    <Breadcrumb className={styles.crumbs} size="small" aria-label={shell.back}>
      {of.map(({ to, label }) => (
        <Fragment key={to}>
          <BreadcrumbItem>
            <RouteLink to={to}>{label}</RouteLink>
          </BreadcrumbItem>
          <BreadcrumbDivider />
        </Fragment>
      ))}
    </Breadcrumb>
  )
}
