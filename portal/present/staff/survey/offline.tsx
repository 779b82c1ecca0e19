import { useEffect, useState } from 'react'
import { Notice } from '#portal/ui/notice.tsx'
import { useSurveyWords } from '#portal/words/use-survey-words.ts'

/** Says that there is no connection, and that nothing is lost by it. */
export function Offline() {
	const say = useSurveyWords()
	const [online, setOnline] = useState(true)
	useEffect(() => {
		const look = () => setOnline(navigator.onLine)
		look()
		window.addEventListener('online', look)
		window.addEventListener('offline', look)
		return () => {
			window.removeEventListener('online', look)
			window.removeEventListener('offline', look)
		}
	}, [])
	if (online) return null
	return (
		<div className="sticky top-2 z-10 mb-6">
			<Notice kind="warn" live title={say('survey.offline')}>
				{say('survey.offlineNote')}
			</Notice>
		</div>
	)
}
