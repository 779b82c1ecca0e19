import { Link } from '@remix-run/react'
import type { AnchorProps } from './ui/link.tsx'

/** The product's links on the framework's router; anything outside it, or meant as a download, is a plain link. */
export function RouterLink({ href, ...rest }: AnchorProps) {
	const inside = /^(\/(?!\/)|\?)/.test(href) && rest.download === undefined && !rest.target
	if (!inside) return <a href={href} {...rest} rel={rest.target === '_blank' ? 'noopener' : rest.rel} />
	return <Link to={href} prefetch="intent" {...rest} />
}
