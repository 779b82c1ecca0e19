import { useMatches } from '@remix-run/react'
import { isStill } from './is-still.ts'

/** Whether the page shown is a still one. */
export function useIsStill(): boolean {
	return useMatches().some(({ handle }) => isStill(handle))
}
