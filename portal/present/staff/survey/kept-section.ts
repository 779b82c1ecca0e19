import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { whenOnline } from '../phone/when-online.ts'
import type { Faults, SectionAnswer } from './answers.ts'

/**
 * How a section stands. `typed`: kept on this device and not sent; `waiting`: it was sent, and there was no connection;
 * `loose`: typed, and this device keeps nothing.
 */
export type SectionStatus =
	| 'empty'
	| 'saved'
	| 'typed'
	| 'loose'
	| 'sending'
	| 'waiting'
	| 'faulty'
	| 'changed'
	| 'refused'
	| 'signedOut'
	| 'late'

export type Conflict = Extract<SectionAnswer, { kind: 'changed' }>
type Values = Record<string, string>
type Kept = { version: number; values: Values; wanted: boolean }

type Section = {
	/** Where it is sent. */
	path: string
	/** Under which what is typed is kept: whose it is, of which survey, and the section. */
	keptAs: string
	shown: Values
	version: number
	onSaved: (answer: Extract<SectionAnswer, { kind: 'saved' }>) => void
}

type State = { status: SectionStatus; version: number; faults: Faults; conflict: Conflict | null; message: string }

/**
 * Keeps what is typed into a section on the device until the server has it: a lost connection, a closed page or an empty battery
 * lose nothing. Sends it when asked, when the section is left, and by itself when the connection is back.
 */
export function useKeptSection(form: RefObject<HTMLFormElement | null>, section: Section, start: Partial<State>) {
	const { path, keptAs, shown, onSaved } = section
	const [state, setState] = useState<State>({
		...{
			status: section.version === 0 ? 'empty' : 'saved',
			version: section.version,
			faults: {},
			conflict: null,
			message: '',
		},
		...start,
	})
	const latest = useRef(state)
	const saved = useRef(onSaved)
	saved.current = onSaved
	const change = useCallback((more: Partial<State>) => {
		latest.current = { ...latest.current, ...more }
		setState(latest.current)
	}, [])

	const sending = useCallback(
		async (version = latest.current.version) => {
			if (!form.current || latest.current.status === 'sending') return
			const values = valuesOf(form.current)
			keep(keptAs, { version, values, wanted: true })
			change({ status: 'sending', conflict: null })
			const answer = await post(path, version, values)
			if (typeof answer === 'string') return change({ status: answer })
			if (answer.kind === 'faults') return change({ status: 'faulty', faults: answer.faults, message: '' })
			if (answer.kind === 'refused') return change({ status: 'refused', message: answer.message, faults: {} })
			if (answer.kind === 'changed') return change({ status: 'changed', conflict: answer, faults: {} })
			saved.current(answer)
			// Something may have been typed while it was on its way.
			const now = form.current ? valuesOf(form.current) : values
			if (isSame(now, values)) {
				forget(keptAs)
				change({ status: 'saved', version: answer.version, faults: {}, message: '' })
			} else {
				const held = keep(keptAs, { version: answer.version, values: now, wanted: false })
				change({ status: held ? 'typed' : 'loose', version: answer.version, faults: {}, message: '' })
			}
		},
		[form, keptAs, path, change],
	)

	const send = useCallback(
		(version?: number) => {
			sending(version).catch(() => change({ status: 'late' }))
		},
		[sending, change],
	)

	useEffect(() => {
		const kept = read(keptAs)
		if (!kept || !form.current) return
		if (isSame(kept.values, shown)) return forget(keptAs)
		fill(form.current, kept.values)
		change({ status: kept.wanted ? 'waiting' : 'typed', version: kept.version })
		if (kept.wanted) send(kept.version)
		// Only what was kept when the page was opened: later the form itself is the truth.
	}, [keptAs, form, shown, change, send])

	useEffect(() => {
		if (state.status !== 'waiting') return
		return whenOnline(() => send())
	}, [state.status, send])

	return {
		...state,
		typed: () => {
			if (!form.current) return
			const { version, status, conflict } = latest.current
			const held = keep(keptAs, { version, values: valuesOf(form.current), wanted: status === 'waiting' })
			if (status === 'sending' || conflict) return
			change({ status: held ? (status === 'waiting' ? 'waiting' : 'typed') : 'loose' })
		},
		/** When the section is left. */
		left: () => {
			const { status } = latest.current
			if (status === 'typed' || status === 'loose') send()
		},
		save: () => send(),
		keepMine: () => latest.current.conflict && send(latest.current.conflict.version),
		takeTheirs: () => {
			const { conflict } = latest.current
			if (!conflict || !form.current) return
			fill(form.current, conflict.saved)
			forget(keptAs)
			change({ status: 'saved', version: conflict.version, conflict: null, faults: {} })
		},
	}
}

const own = new Set(['version', 'section', 'intent'])

function valuesOf(form: HTMLFormElement): Values {
	const typed = [...new FormData(form)].flatMap(([name, value]) =>
		typeof value === 'string' && !own.has(name) ? [[name, value]] : [],
	)
	return Object.fromEntries(typed)
}

function fill(form: HTMLFormElement, values: Values): void {
	for (const field of form.elements) {
		const isField =
			field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
		if (isField && !own.has(field.name) && field.name !== '') field.value = values[field.name] ?? ''
	}
}

const isSame = (one: Values, other: Values) =>
	[...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? '') === (other[name] ?? ''))

/** What the server says; `waiting` without a connection, `signedOut` where it wants to know who it is, else `late`. */
async function post(
	path: string,
	version: number,
	values: Values,
): Promise<SectionAnswer | 'waiting' | 'signedOut' | 'late'> {
	const body = new FormData()
	body.set('version', String(version))
	for (const [name, value] of Object.entries(values)) body.set(name, value)
	let answer: Response
	try {
		answer = await fetch(path, { method: 'POST', body, signal: AbortSignal.timeout(30_000) })
	} catch {
		return 'waiting'
	}
	if (answer.redirected) return 'signedOut'
	if (!answer.headers.get('content-type')?.includes('json')) return 'late'
	return (await answer.json().catch(() => 'late')) as SectionAnswer | 'late'
}

/** Whether this device keeps it: a private window may not. */
function keep(name: string, kept: Kept): boolean {
	try {
		localStorage.setItem(name, JSON.stringify(kept))
		return true
	} catch {
		return false
	}
}

function read(name: string): Kept | undefined {
	try {
		return JSON.parse(localStorage.getItem(name) ?? '') as Kept
	} catch {
		return undefined
	}
}

function forget(name: string): void {
	try {
		localStorage.removeItem(name)
	} catch {
		// What keeps nothing has nothing to forget.
	}
}
