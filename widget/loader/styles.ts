/** Each part of black or white, from a colour's luminance `y`: at .179, black and white contrast equally with it (4.58 to 1). */
const ink = 'calc(9e9*(.179 - y))'

/**
 * Style of the loader, for a constructed style sheet, which a CSP without inline styles allows. `!important` on the host
 * overrides every rule of the page, because important declarations of the inner tree win in the cascade. The button's text is
 * black or white, whichever has the higher contrast with `accent` (`#rrggbb`); browsers without relative colours show white.
 */
export const loaderStyles = (accent: string, side: string, direction: string): string =>
  `:host{all:initial!important;position:fixed!important;z-index:2147483647!important;direction:${direction}!important;color-scheme:light dark!important}
button,output,iframe{position:fixed;inset-inline-${side}:20px;bottom:calc(20px + env(safe-area-inset-bottom));border:1px solid #8888;box-shadow:0 2px 12px #0004;font:16px/1.5 system-ui,sans-serif;max-width:90vw}
button,output{padding:11px 20px}
button{display:flex;align-items:center;gap:8px;border-radius:24px;background:${accent};color:#fff;color:color(from ${accent} xyz ${ink} ${ink} ${ink});font-weight:600;cursor:pointer}
button:before{content:'';width:14px;height:10px;border:2px solid;border-radius:8px 8px 8px 0}
[aria-busy=true]{opacity:.7}
:focus-visible{outline:2px solid #fff;box-shadow:0 0 0 5px #000}
span{padding:0 8px;border-radius:12px;background:#b3001b;color:#fff}
output,iframe{bottom:calc(80px + env(safe-area-inset-bottom));border-radius:12px;background:Canvas;color:CanvasText}
span:empty,output:empty,[hidden]{display:none}
iframe{width:384px;height:min(640px,100dvh - 100px)}
@media(max-width:480px),(max-height:420px){iframe{inset:0;width:100%;max-width:100%;height:100%;border:0;border-radius:0}[aria-expanded=true]{visibility:hidden}}
@media print{button,iframe{display:none}}`
