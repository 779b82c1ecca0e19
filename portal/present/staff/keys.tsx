import { useEffect, useState } from 'react'
import { Checkbox } from '#portal/ui/choice.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'

/** A key, or several that are of a kind, and what each does. */
export type KeyTold = { of: string; does: string }

const kept = 'counterpart-single-keys'

/** A key drawn beside what it does, for those who see it; what does it says it itself to a screen reader. */
export function Key({ of, quiet = false }: { of: string; quiet?: boolean }) {
	return (
		<span
			aria-hidden="true"
			className={`scripted hidden text-muted text-xs leading-4 lg:inline-block [[data-keys=off]_&]:lg:hidden ${quiet ? '' : 'rounded border border-line px-1'}`}
		>
			{of}
		</span>
	)
}

/** What every page that lists its keys has. */
const everywhere: KeyTold[] = [
	{ of: 'g', does: say('screen.keys.anything') },
	{ of: '?', does: say('screen.keys.list') },
]

/**
 * The keys of the page, listed, with the switch to turn them off: single letters are in the way of whoever dictates. Each
 * presses what carries it as its shortcut, so that a key never does what is not on the page, and none is listed that would do
 * nothing there.
 */
export function Keys({ keys }: { keys: readonly KeyTold[] }) {
	const [on, turn] = useState(true)
	const [here, setHere] = useState<readonly KeyTold[]>([])
	useEffect(() => turn(localStorage.getItem(kept) !== 'off'), [])
	useEffect(() => {
		document.documentElement.dataset.keys = on ? 'on' : 'off'
		if (!on) return
		document.addEventListener('keydown', pressed)
		return () => document.removeEventListener('keydown', pressed)
	}, [on])
	const change = (wanted: boolean) => {
		localStorage.setItem(kept, wanted ? 'on' : 'off')
		turn(wanted)
	}
	return (
		<details
			data-menu
			onToggle={() => setHere([...keys, ...everywhere].filter(({ of }) => carrierOf(of[0] ?? '')))}
			className="scripted group relative hidden lg:block"
		>
			<summary
				aria-keyshortcuts="?"
				className="flex min-h-11 items-center gap-2 rounded-field px-2 text-muted hover:bg-sunken hover:text-ink"
			>
				{say('screen.keys.title')} <Key of="?" />
			</summary>
			<div className="absolute right-0 z-30 mt-1 w-80 rounded-card border border-line bg-surface p-4 shadow-2xl">
				<p className="mb-3 text-muted text-sm">{say('screen.keys.lead')}</p>
				<dl className="grid grid-cols-[3rem_1fr] gap-y-1.5">
					{here.map(({ of, does }) => (
						<div key={of} className="contents">
							<dt className="font-mono">{of}</dt>
							<dd>{does}</dd>
						</div>
					))}
				</dl>
				<div className="mt-4 border-line border-t pt-3">
					<Checkbox label={say('screen.keys.on')} checked={on} onChange={({ target }) => change(target.checked)} />
				</div>
			</div>
		</details>
	)
}

/** Nothing is taken from fields, from keys held together, or from a dialog that is open. */
function pressed(event: KeyboardEvent): void {
	const { target, key } = event
	if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return
	if (!(target instanceof HTMLElement) || target.isContentEditable) return
	if (target.closest('input, textarea, select, dialog, [role=textbox], [role=combobox]')) return
	if (document.querySelector('dialog[open]')) return
	const found = carrierOf(key)
	if (!found) return
	event.preventDefault()
	if (found instanceof HTMLInputElement) found.focus()
	else found.click()
}

/** What on the page a key presses. */
function carrierOf(key: string): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key)}"]`)
}
