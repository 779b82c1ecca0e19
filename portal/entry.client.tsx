import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { ResponseProvider } from './response.ts'
import { closeMenus } from './still/menus.ts'
import { loadSpeaker } from './words/browser-speaker.ts'
import { WordsProvider } from './words/use-words.tsx'

const [speaker] = await Promise.all([loadSpeaker(document.documentElement), decodeData()])
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

/**
 * The framework begins to decode the page's data when it is first rendered, and waits by throwing the promise, with no
 * boundary above. A key pressed just then makes React render at once, and fail (its error 345). So the data is asked for
 * here, before React is: what a failed decoding throws, the framework throws again.
 */
async function decodeData(): Promise<void> {
	try {
		RemixBrowser({})
	} catch (pending) {
		await pending
	}
}
