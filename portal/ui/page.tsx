import type { ReactNode } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Icon } from './icon.tsx'
import { Anchor, useIsHere } from './link.tsx'
import { Mark } from './mark.tsx'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'

export type NavigationItem = { href: string; label: ReactNode; count?: number | undefined }

type PageProps = {
	title: ReactNode
	/** Who deploys the portal; the customer knows them, not us. */
	company: string
	navigation?: NavigationItem[]
	/** At the right of the header: whose page this is, and the way out. */
	account?: ReactNode
	/** Above the title: where this page stands. */
	breadcrumb?: ReactNode
	/** Under the title: what the page is about, in a line. */
	lead?: ReactNode
	/** Beside the title: its state, and what can be done. */
	aside?: ReactNode
	/** Above everything: a demonstration, a maintenance. */
	banner?: ReactNode
	/** Under everything: how to reach the company. */
	footer?: ReactNode
	/** For a single form or a letter: a narrow column. */
	narrow?: boolean
	children: ReactNode
}

/** A customer's page. */
export function Page(props: PageProps) {
	const { title, company, navigation = [], account, breadcrumb, lead, aside, banner, footer, narrow, children } = props
	const width = narrow ? 'max-w-2xl' : 'max-w-5xl'
	return (
		<div className="flex min-h-dvh flex-col">
			<SkipLink />
			<header className="no-print">
				{banner}
				<div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-1 px-5 pt-4 pb-3">
					<Anchor href="/" className="flex items-center gap-2.5 font-semibold font-serif text-lg no-underline">
						<Mark />
						<span>{company}</span>
					</Anchor>
					<div className="ml-auto flex items-center gap-3 text-[0.9375rem]">{account}</div>
					{navigation.length > 0 ? <Navigation items={navigation} /> : null}
				</div>
				<div className="indented text-edge" aria-hidden="true" />
			</header>
			<main id="content" tabIndex={-1} className={`mx-auto w-full grow px-5 pt-8 pb-16 outline-none sm:pt-10 ${width}`}>
				{breadcrumb}
				<div className="mb-8 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
					<div className="min-w-0">
						<h1 className="font-semibold text-3xl leading-tight tracking-tight sm:text-4xl">{title}</h1>
						{lead ? <div className="reading mt-2 text-lg text-muted">{lead}</div> : null}
					</div>
					{aside ? <div className="flex flex-wrap items-center gap-3">{aside}</div> : null}
				</div>
				{children}
			</main>
			<PageFoot>{footer}</PageFoot>
		</div>
	)
}

export function SkipLink() {
	const say = useWords()
	return (
		<a
			href="#content"
			className="sr-only z-40 rounded-field bg-accent px-4 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
		>
			{say('shell.skip')}
		</a>
	)
}

function Navigation({ items }: { items: NavigationItem[] }) {
	const say = useWords()
	return (
		<>
			<nav aria-label={say('shell.mainNavigation')} className="hidden w-full sm:block">
				<NavigationList items={items} className="-mx-3 flex flex-wrap gap-x-1" />
			</nav>
			<details className="group w-full sm:hidden">
				<summary className="flex min-h-11 items-center gap-2 font-semibold">
					<Icon of="menu" className="size-5" />
					{say('shell.menu')}
				</summary>
				<nav aria-label={say('shell.mainNavigation')}>
					<NavigationList items={items} className="-mx-3 flex flex-col pb-2" />
				</nav>
			</details>
		</>
	)
}

function NavigationList({ items, className }: { items: NavigationItem[]; className: string }) {
	const isHere = useIsHere()
	return (
		<ul className={className}>
			{items.map((item) => (
				<li key={item.href}>
					<Anchor
						href={item.href}
						aria-current={isHere(item.href)}
						className="flex min-h-11 items-center gap-2 rounded-field px-3 font-medium text-muted no-underline hover:bg-sunken hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-accent aria-[current]:underline-offset-8"
					>
						{item.label}
						{item.count ? <span className="figures text-sm">({item.count})</span> : null}
					</Anchor>
				</li>
			))}
		</ul>
	)
}

function PageFoot({ children }: { children: ReactNode }) {
	return (
		<footer className="no-print border-line border-t bg-sunken/60">
			<div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-3 px-5 py-6 text-[0.9375rem] text-muted">
				<div className="min-w-0 grow basis-72">{children}</div>
				<div className="-mx-2 flex flex-wrap items-center gap-x-4 gap-y-1">
					<LanguageSwitch />
					<ThemeSwitch />
				</div>
			</div>
		</footer>
	)
}
