/** Chromium alone tells a page what the page around it lets it do. */
interface Letting {
  featurePolicy?: { allowsFeature(feature: string): boolean }
}

/** Phones cannot; and in a frame the page around it must let it, or the browser refuses without asking anybody. */
export const canShareScreen = (): boolean =>
  'getDisplayMedia' in ((navigator as Partial<Navigator>).mediaDevices ?? {}) &&
  ((document as Letting).featurePolicy?.allowsFeature('display-capture') ?? true)
