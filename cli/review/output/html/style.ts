/** One style sheet for screens, light and dark, and for paper. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --surface: #f5f6f8; --text: #1c2126; --faint: #57606a; --border: #c9d0d8; --link: #0b57b0;
  --reaches: #0b57b0; --refused: #17692f; --unknown: #7a3db8; --new: #b3261e;
  --critical: #b3261e; --high: #a43c00; --medium: #7a5200; --low: #0b5f78; --info: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --surface: #1e2329; --text: #e8eaed; --faint: #a3adb8; --border: #434c56; --link: #8ab9ff;
    --reaches: #8ab9ff; --refused: #6fcf8a; --unknown: #cfa6f7; --new: #ff9a8f;
    --critical: #ff9a8f; --high: #ffb184; --medium: #ecc46b; --low: #7fd0ea; --info: #a3adb8;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", sans-serif; }
header, main, footer { max-width: 82rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1 { font-size: 1.1rem; margin: 0; color: var(--faint); font-weight: 600; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
.proof h3 { margin-top: 0; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; z-index: 2; }
.headline { font-size: 1.5rem; line-height: 1.3; font-weight: 650; margin: .5rem 0; overflow-wrap: anywhere; }
.result { font-weight: 650; }
.passed { color: var(--refused); } .failed { color: var(--critical); }
.severity { font-weight: 650; white-space: nowrap; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); }
.low { color: var(--low); } .info { color: var(--info); }
code { font: .875rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
ul, ol { padding-left: 1.5rem; } li { margin: .25rem 0; overflow-wrap: anywhere; }
dl.ways { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: .5rem 0 1rem; }
dl.ways dt { color: var(--faint); } dl.ways dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 0; padding: .25rem; }
table { border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
th, td { border: 1px solid var(--border); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--surface); font-weight: 600; min-width: 5rem; overflow-wrap: anywhere; }
thead th small { display: block; font-weight: 400; color: var(--faint); max-width: 16rem; }
.reaches { color: var(--reaches); font-weight: 650; } .refused { color: var(--refused); } .unknown { color: var(--unknown); font-weight: 650; }
.none { color: var(--faint); }
svg { display: block; height: auto; max-width: none; font: 14px system-ui, "Segoe UI", sans-serif; }
svg rect { fill: var(--page); stroke: var(--border); stroke-width: 1.5; }
svg .frame rect { fill: var(--surface); } svg .frame text { fill: var(--faint); font-weight: 600; }
svg text { fill: var(--text); } svg .target rect { stroke: var(--text); stroke-width: 2; } svg .target text { font-weight: 650; }
.joint { fill: none; stroke: var(--faint); stroke-width: 1.5; }
.edge .line { fill: none; stroke: currentColor; stroke-width: 2.5; }
.edge .end { fill: currentColor; stroke: currentColor; stroke-width: 1; }
.edge .grip { fill: none; stroke: transparent; stroke-width: 14; }
.edge.refused .line { stroke-width: 1; opacity: .55; } .edge.refused .end { fill: none; stroke-width: 2.5; }
.edge.unknown .line { stroke-dasharray: 6 5; } .edge.unknown .end { font-weight: 700; stroke: none; }
.edge.new { color: var(--new); } .edge.new .line { stroke-width: 4; }
.edge:hover .line, .edge:focus .line { stroke-width: 5; opacity: 1; }
.edge:focus { outline: none; } .edge:focus-visible .grip { stroke: var(--link); stroke-opacity: .35; }
.drawing:has(.without-refused:checked) .edge.refused { display: none; }
.proofs { border: 1px solid var(--border); border-radius: .5rem; background: var(--surface); padding: 1rem; margin: 1rem 0; }
.proof { display: none; scroll-margin: 8rem; } .proof:target { display: block; }
.proofs:has(:target) > .hint { display: none; }
.proof p { margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
.hint { margin: 0; color: var(--faint); }
.findings { list-style: none; padding: 0; } .findings > li { border-top: 1px solid var(--border); padding: .75rem 0; }
footer { color: var(--faint); font-size: .875rem; }
section.function { content-visibility: auto; contain-intrinsic-size: auto 60rem; }
@media (max-width: 40rem) { dl.ways { grid-template-columns: 1fr; } dl.ways dd { margin-bottom: .5rem; } .headline { font-size: 1.25rem; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { .edge .line, .edge .end { stroke: LinkText; } }
@media print {
  :root { color-scheme: light; --page: #fff; --surface: #fff; --text: #000; --faint: #444; --border: #999; --link: #000; --reaches: #0b57b0; --refused: #17692f; --unknown: #7a3db8; --new: #b3261e; --critical: #b3261e; --high: #a43c00; --medium: #7a5200; --low: #0b5f78; --info: #444; }
  .skip, .hint, .controls, .close { display: none; }
  section.function { content-visibility: visible; }
  .proof { display: block; break-inside: avoid; margin-bottom: 1rem; }
  svg { width: 100%; } .scroll { overflow: visible; } tr, li { break-inside: avoid; }
}
`;
