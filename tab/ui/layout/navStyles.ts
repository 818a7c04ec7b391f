import { makeStyles, tokens } from '@fluentui/react-components'

/** Below this width the navigation collapses into one button. */
const narrow = '@media (max-width: 760px)'

export const useNavStyles = makeStyles({
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    minHeight: '40px',
    padding: '8px 12px',
    boxSizing: 'border-box',
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'nowrap',
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    borderBottom: `2px solid transparent`,
    // Both, because in high contrast one alone is not visible.
    ':hover': { color: tokens.colorNeutralForeground2BrandHover, backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    borderBottomLeftRadius: 0,
    borderBottomRightRadius: 0,
  },
  wideOnly: { [narrow]: { display: 'none' } },
  narrowOnly: { display: 'none', [narrow]: { display: 'inline-flex' } },
})
