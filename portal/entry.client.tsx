import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { ResponseProvider } from './response.ts'
import { closeMenus } from './still/menus.ts'
import { loadSpeaker } from './words/browser-speaker.ts'
import { WordsProvider } from './words/use-words.tsx'

const speaker = await loadSpeaker(document.documentElement.lang)
const requestId = document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content ?? ''

closeMenus()
startTransition(() => {
	hydrateRoot(
		document,
		<ResponseProvider value={{ nonce: '', requestId }}>
			<WordsProvider speaker={speaker}>
				<RemixBrowser />
			</WordsProvider>
		</ResponseProvider>,
	)
})
