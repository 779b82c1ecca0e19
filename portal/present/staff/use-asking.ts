import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Asks again every two seconds while the page shows work that goes on. Without a script the page loads itself again. */
export function useAsking(works: boolean): void {
	const { revalidate } = useRevalidator()
	useEffect(() => {
		if (!works) return
		const timer = setInterval(revalidate, 2000)
		return () => clearInterval(timer)
	}, [works, revalidate])
}
