import { redirectDocument } from '@remix-run/node'

/**
 * Leads to a page of the card processor, or to one of ours. The browser loads it whole, because the sandbox's pages stand
 * under our own address where no route of the portal is.
 */
export function leadTo(url: string, { publicUrl }: { publicUrl: string }) {
	return redirectDocument(url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url)
}
