import { Link, matchRoutes } from '@remix-run/react'
import type { SyntheticEvent } from 'react'
import { type AnchorProps, PlainLink } from './ui/link.tsx'

/** The product's links on the framework's router; anything outside it, or meant as a download, is a plain link. */
export function RouterLink({ href, ...rest }: AnchorProps) {
	const inside = /^(\/(?!\/)|\?)/.test(href) && rest.download === undefined && !rest.target
	if (!inside) return <PlainLink href={href} {...rest} />
	// A server only writes it down, and the framework's link is ten times the work of doing so.
	if (import.meta.env.SSR && href.startsWith('/')) return <a href={href} {...rest} data-discover="true" />
	const wait = (event: SyntheticEvent) => {
		if (!isKnown(href)) Object.assign(event, { defaultPrevented: true })
	}
	return <Link to={href} prefetch="intent" {...rest} onFocus={wait} onMouseEnter={wait} onTouchStart={wait} />
}

type Router = { routes: Parameters<typeof matchRoutes>[0] }

/**
 * Whether the framework has learnt of the page yet. It learns of the links of a page a moment after it stands, and would
 * complain in the console of one that is pointed at sooner: to it the event then counts as dealt with.
 */
function isKnown(href: string): boolean {
	const { __remixRouter: router } = window as unknown as { __remixRouter?: Router }
	return router !== undefined && matchRoutes(router.routes, href.split(/[?#]/)[0] || window.location.pathname) !== null
}
