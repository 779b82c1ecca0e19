const retryMilliseconds = 8000

/** Tries `again` when the connection comes back, and every few seconds while there seems to be one; answers how to end that. */
export function whenOnline(again: () => void): () => void {
	window.addEventListener('online', again)
	const timer = setInterval(() => navigator.onLine && again(), retryMilliseconds)
	return () => {
		window.removeEventListener('online', again)
		clearInterval(timer)
	}
}
