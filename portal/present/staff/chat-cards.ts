import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { loader, Shown } from '../../routes/staff/chat.tsx'

type Reply = Shown['reply']

/**
 * Approval requests that are shown and as what, with their cards of now: asked for whenever something was done here, and when somebody
 * comes back to the page, so that what others have decided meanwhile is seen before anything is pressed.
 */
export function useFreshCards(all: readonly Shown[]): (shown: Shown) => Reply {
	const { load, data } = useFetcher<typeof loader>()
	const [cards, setCards] = useState<Record<string, Reply>>({})
	const fresh = data?.cards
	useEffect(() => {
		if (fresh?.length) setCards((known) => ({ ...known, ...Object.fromEntries(fresh.map((one) => [idOf(one), one])) }))
	}, [fresh])
	const wanted = [...new Set(all.map(({ reply }) => idOf(reply)).filter(Boolean))]
		.map((id) => `shown=${id}:${cards[id]?.shows?.revision ?? revisionOf(all, id)}`)
		.join('&')
	const latest = all[0]?.id
	useEffect(() => {
		if (!wanted || !latest) return
		const look = () => document.visibilityState === 'visible' && load(`/staff/chat?${wanted}`)
		look()
		document.addEventListener('visibilitychange', look)
		window.addEventListener('pageshow', look)
		return () => {
			document.removeEventListener('visibilitychange', look)
			window.removeEventListener('pageshow', look)
		}
	}, [wanted, latest, load])
	return ({ reply }) => {
		const known = cards[idOf(reply)]
		return known?.shows && reply.shows && known.shows.revision >= reply.shows.revision ? known : reply
	}
}

const idOf = ({ shows }: Reply) => shows?.requestId ?? ''
const revisionOf = (all: readonly Shown[], id: string) =>
	Math.max(...all.flatMap(({ reply }) => (reply.shows?.requestId === id ? [reply.shows.revision] : [])))
