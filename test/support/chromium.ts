import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = [
	process.env.CHROMIUM,
	// The same browser without windows: a page takes it a fifth less time.
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Where this machine keeps a Chromium; the environment's CHROMIUM comes first. */
export function findChromium(): string | undefined {
	return places.find((path) => path !== undefined && existsSync(path))
}

/** A headless Chromium that calls nobody but the pages it is sent to. Close it. */
export async function launchChromium(): Promise<Browser> {
	const executablePath = findChromium()
	if (!executablePath) throw new Error('No Chromium on this machine: install it, or name it in CHROMIUM.')
	return await chromium.launch({
		executablePath,
		args: [
			'--headless',
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	})
}
