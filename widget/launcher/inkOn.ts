/**
 * Black or white, whichever reads better on `#rrggbb`. Luminance with the simple gamma of 2.2, which is short and near
 * enough: where it errs, both inks reach about 4.5 to 1.
 */
export const inkOn = (colour: string): string =>
  [0.2126, 0.7152, 0.0722].reduce(
    (sum, weight, part) => sum + weight * (parseInt(colour.slice(1 + 2 * part, 3 + 2 * part), 16) / 255) ** 2.2,
    0,
  ) > 0.179
    ? '#000'
    : '#fff'
