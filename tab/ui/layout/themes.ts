import { teamsLightTheme, type Theme } from '@fluentui/react-components'
import type { HostTheme } from '../../host/teamsHost.ts'

const loaders: Record<HostTheme, () => Promise<Theme>> = {
  default: () => Promise.resolve(teamsLightTheme),
  dark: async () => (await import('./themeDark.ts')).teamsDarkTheme,
  contrast: async () => (await import('./themeContrast.ts')).teamsHighContrastTheme,
}

/** The colours of one of the host's themes; the light ones when they cannot be loaded. */
export const loadTheme = (name: HostTheme): Promise<Theme> => loaders[name]().catch(() => teamsLightTheme)
