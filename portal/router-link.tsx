import { Link } from '@remix-run/react'
import { type AnchorProps, PlainLink } from './ui/link.tsx'

/** The product's links on the framework's router; anything outside it, or meant as a download, is a plain link. */
export function RouterLink({ href, ...rest }: AnchorProps) {
	const inside = /^(\/(?!\/)|\?)/.test(href) && rest.download === undefined && !rest.target
	if (!inside) return <PlainLink href={href} {...rest} />
	// A server only writes it down, and the framework's link is ten times the work of doing so.
	if (import.meta.env.SSR && href.startsWith('/')) return <a href={href} {...rest} data-discover="true" />
	return <Link to={href} prefetch="intent" {...rest} />
}
