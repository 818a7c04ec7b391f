import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { NavLink } from 'react-router'
import { useNavStyles } from './navStyles.ts'

const useStyles = makeStyles({
  sections: { display: 'flex', flexWrap: 'wrap', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
})

interface SectionLinksProps {
  label: string
  sections: readonly { to: string; label: string }[]
}

/** Navigation between the sections of a page, each with its own URL. */
export function SectionLinks({ label, sections }: SectionLinksProps) {
  const styles = useStyles()
  const nav = useNavStyles()
  return (
    <nav className={styles.sections} aria-label={label}>
      {sections.map((section) => (
        <NavLink
          key={section.to}
          to={section.to}
          end
          className={({ isActive }) => mergeClasses(nav.link, isActive && nav.current)}
        >
          {section.label}
        </NavLink>
      ))}
    </nav>
  )
}
