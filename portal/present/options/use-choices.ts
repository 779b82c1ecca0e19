import { useNavigate, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { type Choices, queryOf } from './choices.ts'

/** So long after the last press the price is asked for. */
const pause = 300

/**
 * What is chosen, at once; and the page with its price as soon as the server has it. The address always says what is
 * chosen, so that a reload, a bookmark and the way back all show it.
 */
export function useChoices(shown: Choices, path: string, search: string) {
	const navigate = useNavigate()
	const navigation = useNavigation()
	const [wanted, setWanted] = useState<Choices | null>(null)
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
	const loading = navigation.state === 'loading' && navigation.location.pathname === path
	// What came back is what was asked for last: from then on the address counts.
	const settled = useRef(shown)
	useEffect(() => {
		if (settled.current === shown) return
		settled.current = shown
		if (timer.current === undefined) setWanted(null)
	}, [shown])
	useEffect(() => () => clearTimeout(timer.current), [])
	const choose = (choices: Choices) => {
		setWanted(choices)
		clearTimeout(timer.current)
		timer.current = setTimeout(() => {
			timer.current = undefined
			navigate(addressOf(path, choices, search), { replace: true, preventScrollReset: true })
		}, pause)
	}
	return { choices: wanted ?? shown, choose, busy: wanted !== null || loading }
}

export function addressOf(path: string, choices: Choices, search = ''): string {
	const query = queryOf(choices)
	if (search) query.set('search', search)
	return query.size > 0 ? `${path}?${query}` : path
}
