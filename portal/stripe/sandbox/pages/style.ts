/** The whole style of the hosted pages: one column on a phone, two on a desk, by the reader's light or dark. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f6f7f9; --panel: #ffffff; --text: #14181f; --quiet: #4d5767; --line: #c9cfd8;
	--button: #1f4fd8; --button-text: #ffffff; --warn: #7a4a00; --warn-page: #fff3d6; --bad: #a4161a; --bad-page: #fdecec; --focus: #1f4fd8; }
@media (prefers-color-scheme: dark) { :root { --page: #0f1216; --panel: #181d24; --text: #eef1f5; --quiet: #b0b9c6;
	--line: #465061; --button: #8fb0ff; --button-text: #0b1530; --warn: #ffd98a; --warn-page: #33270c; --bad: #ffb3b3; --bad-page: #3a1518; --focus: #a9c2ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, 'Noto Sans', 'Noto Sans SC', sans-serif; overflow-wrap: anywhere; }
.test { background: var(--warn-page); color: var(--warn); padding: .5rem 1rem; text-align: center; font-weight: 600; }
main { max-width: 61rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem; }
main.single { max-width: 30rem; padding-top: 2rem; }
@media (min-width: 52rem) { main.double { grid-template-columns: 1fr 1.1fr; gap: 2rem; padding: 2.5rem 2rem; align-items: start; } }
h1 { font-size: 1.15rem; font-weight: 600; margin: 0 0 .25rem; color: var(--quiet); }
main.single h1 { font-size: 1.35rem; color: var(--text); margin-bottom: .5rem; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; }
a { color: inherit; }
.total { font-size: 2.1rem; font-weight: 700; line-height: 1.2; margin: 0 0 1rem; font-variant-numeric: tabular-nums; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: .65rem 0; border-bottom: 1px solid var(--line); }
.lines .amount, .sum .amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
.lines small { display: block; color: var(--quiet); font-size: .875rem; }
.sum { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; font-weight: 700; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
.field { margin-bottom: .85rem; }
.field label { display: block; font-size: .9rem; margin-bottom: .25rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; align-items: start; }
input[type=text], input[type=email], select { width: 100%; min-height: 2.75rem; font: inherit; color: inherit; background: var(--page);
	border: 1px solid var(--quiet); border-radius: .5rem; padding: .5rem .75rem; }
input[aria-invalid=true], select[aria-invalid=true] { border: 2px solid var(--bad); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.error { color: var(--bad); font-size: .9rem; margin: .25rem 0 0; }
.summary { background: var(--bad-page); color: var(--bad); border: 1px solid currentColor; border-radius: .5rem; padding: .75rem 1rem; margin-bottom: 1rem; }
.summary p { margin: 0; }
.choice { display: flex; gap: .6rem; align-items: flex-start; padding: .45rem 0; min-height: 2.75rem; }
.choice input { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; flex: none; accent-color: var(--button); }
.button { display: block; width: 100%; min-height: 3rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
	color: var(--button-text); background: var(--button); border: 2px solid var(--button); border-radius: .5rem; padding: .65rem 1rem; }
.button.quiet { color: var(--text); background: transparent; border-color: var(--quiet); margin-top: .75rem; }
form:has(input[name=saved]:not([value='']):checked) .new-card { display: none; }
.small { font-size: .875rem; color: var(--quiet); }
.back { display: inline-block; padding: .5rem 0; margin-bottom: .5rem; }
details { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
.cards { list-style: none; margin: .5rem 0 0; padding: 0; }
.cards li { display: flex; justify-content: space-between; align-items: center; gap: .75rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.cards code { font-size: .9rem; white-space: nowrap; }
.cards button { min-height: 2.25rem; min-width: 4.5rem; font: inherit; font-size: .875rem; color: inherit; background: transparent; border: 1px solid var(--quiet); border-radius: .5rem; cursor: pointer; }
@media (prefers-reduced-motion: no-preference) { .button { transition: filter .15s; } }
.button:hover { filter: brightness(1.08); }
`
