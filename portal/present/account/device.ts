import Bowser from 'bowser'
import type { Speaker } from '../../words/speaker.ts'

/** What a person calls the browser and the machine that sent this `User-Agent`. */
export function nameDevice({ say }: Speaker, userAgent: string): string {
	if (!userAgent) return say('account.deviceUnknown')
	const { browser, os } = Bowser.parse(userAgent)
	if (!browser.name) return say('account.deviceUnknown')
	return os.name ? say('account.device', { browser: browser.name, system: os.name }) : browser.name
}
