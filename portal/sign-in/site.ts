import type { Site } from '#core/sign-in/passkey/challenge.ts'
import type { LoadContext } from '../load-context.ts'

/** What passkeys are bound to: the host name of our public address. */
export function siteOf({ settings }: LoadContext): Site {
	const { hostname, origin } = new URL(settings.publicUrl)
	return { host: hostname, origin }
}
