import { type AnchorHTMLAttributes, type ComponentType, createContext, type ReactNode, useContext } from 'react'

export type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }

/** A link of the browser's own; another window learns nothing of this one. */
export function PlainLink({ children, ...rest }: AnchorProps) {
	return (
		<a {...rest} rel={rest.target === '_blank' ? 'noopener' : rest.rel}>
			{children}
		</a>
	)
}

type Way = {
	Link: ComponentType<AnchorProps>
	/** The address shown: path and query. */
	here: string
	/** The reader's own choice of light or dark; undefined follows the device. */
	appearance: 'light' | 'dark' | undefined
}
const WayContext = createContext<Way>({ Link: PlainLink, here: '', appearance: undefined })

/** Tells the components below which link to draw and which address is shown, so that they need know no router. */
export function WayProvider({ Link, here, appearance, children }: Way & { children: ReactNode }) {
	return <WayContext.Provider value={{ Link, here, appearance }}>{children}</WayContext.Provider>
}

export function useHere(): string {
	return useContext(WayContext).here
}

export function useAppearance(): 'light' | 'dark' | undefined {
	return useContext(WayContext).appearance
}

/** A link without looks of its own: navigates in place inside the product, as any link elsewhere. */
export function Anchor(props: AnchorProps) {
	const { Link } = useContext(WayContext)
	return <Link {...props} />
}

/** A link in running text. */
export function TextLink({ className = '', ...rest }: AnchorProps) {
	return (
		<Anchor
			className={`text-accent underline decoration-accent/35 underline-offset-3 hover:decoration-current ${className}`}
			{...rest}
		/>
	)
}

/** Whether an address is the one shown, or an ancestor of it. */
export function useIsHere(): (href: string) => 'page' | 'true' | undefined {
	const here = useHere().split('?')[0] ?? ''
	return (href) => {
		const path = href.split('?')[0] ?? ''
		if (path === here) return 'page'
		return path !== '/' && here.startsWith(`${path}/`) ? 'true' : undefined
	}
}
