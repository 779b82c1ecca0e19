import { type LucideIcon, Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#portal/words/use-words.tsx'
import { Anchor, useIsHere } from './link.tsx'
import { Mark } from './mark.tsx'
import { SkipLink } from './page.tsx'
import { Count } from './pill.tsx'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'

export type Room = {
	href: string
	label: string
	Icon: LucideIcon
	/** How many wait there. */
	count?: number | undefined
}

type ConsoleProps = {
	title: ReactNode
	company: string
	/** Every room of the console; the first four also stand at the bottom of a phone. */
	rooms: Room[]
	/** One box that finds anything, at the top of the rooms. */
	search?: ReactNode
	/** Who is signed in, and the way out. */
	account?: ReactNode
	breadcrumb?: ReactNode
	lead?: ReactNode
	aside?: ReactNode
	banner?: ReactNode
	children: ReactNode
}

/** A page of the staff console: rooms at the left on a desk; a bar at the bottom and a menu at the top on a phone. */
export function Console(props: ConsoleProps) {
	const { title, company, rooms, search, account, breadcrumb, lead, aside, banner, children } = props
	return (
		<div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_1fr]">
			<SkipLink />
			<Side company={company} rooms={rooms} search={search} account={account} />
			<div className="flex min-w-0 flex-col">
				<header className="no-print">
					{banner}
					<TopBar company={company} rooms={rooms} search={search} account={account} />
				</header>
				<main
					id="content"
					tabIndex={-1}
					className="w-full max-w-6xl grow px-4 pt-6 pb-28 outline-none sm:px-8 sm:pt-8 lg:pb-16"
				>
					{breadcrumb}
					<div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
						<div className="min-w-0">
							<h1 className="font-semibold text-2xl leading-tight tracking-tight sm:text-3xl">{title}</h1>
							{lead ? <div className="reading mt-1.5 text-muted">{lead}</div> : null}
						</div>
						{aside ? <div className="flex flex-wrap items-center gap-3">{aside}</div> : null}
					</div>
					{children}
				</main>
			</div>
			<BottomBar rooms={rooms.slice(0, 4)} />
		</div>
	)
}

type Frame = Pick<ConsoleProps, 'company' | 'rooms' | 'search' | 'account'>

function Side({ company, rooms, search, account }: Frame) {
	const say = useWords()
	return (
		<aside aria-label={company} className="no-print hidden border-line border-r bg-sunken/70 lg:block">
			<div className="sticky top-0 flex h-dvh flex-col overflow-y-auto">
				<Home company={company} className="px-5 pt-6 pb-4" />
				{search ? <div className="px-4 pb-4">{search}</div> : null}
				<nav aria-label={say('shell.mainNavigation')} className="grow px-3">
					<Rooms rooms={rooms} />
				</nav>
				<div className="flex flex-col gap-3 border-line border-t px-5 py-4 text-[0.9375rem]">
					<Preferences />
					{account}
				</div>
			</div>
		</aside>
	)
}

function TopBar({ company, rooms, search, account }: Frame) {
	const say = useWords()
	return (
		<details className="group border-line border-b bg-sunken/70 lg:hidden">
			<summary className="flex min-h-14 items-center gap-3 px-4">
				<Mark />
				<span className="min-w-0 grow truncate font-semibold font-serif">{company}</span>
				<Menu className="size-5" aria-hidden="true" />
				<span>{say('shell.menu')}</span>
			</summary>
			<div className="flex flex-col gap-4 px-4 pb-5">
				{search}
				<nav aria-label={say('shell.mainNavigation')}>
					<Rooms rooms={rooms} />
				</nav>
				<Preferences />
				{account}
			</div>
		</details>
	)
}

function BottomBar({ rooms }: { rooms: Room[] }) {
	const isHere = useIsHere()
	const say = useWords()
	return (
		<nav
			aria-label={say('shell.quickNavigation')}
			className="bottom-bar no-print fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
		>
			<ul className="grid auto-cols-fr grid-flow-col">
				{rooms.map(({ href, label, Icon, count }) => (
					<li key={href}>
						<Anchor
							href={href}
							aria-current={hereOf(isHere, href)}
							className="relative flex min-h-15 flex-col items-center justify-center gap-0.5 px-1 text-[0.8125rem] text-muted no-underline aria-[current]:font-semibold aria-[current]:text-accent"
						>
							<Icon className="size-5.5" aria-hidden="true" />
							<span className="max-w-full truncate">{label}</span>
							{count ? (
								<span className="absolute top-1 left-1/2 ml-2">
									<Count tone="bad">{count}</Count>
								</span>
							) : null}
						</Anchor>
					</li>
				))}
			</ul>
		</nav>
	)
}

function Rooms({ rooms }: { rooms: Room[] }) {
	const isHere = useIsHere()
	return (
		<ul className="flex flex-col gap-0.5">
			{rooms.map(({ href, label, Icon, count }) => (
				<li key={href}>
					<Anchor
						href={href}
						aria-current={hereOf(isHere, href)}
						className="flex min-h-11 items-center gap-3 rounded-field px-3 text-muted no-underline hover:bg-surface hover:text-ink aria-[current]:bg-surface aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-card"
					>
						<Icon className="size-5 shrink-0" aria-hidden="true" />
						<span className="grow">{label}</span>
						{count ? <Count tone="accent">{count}</Count> : null}
					</Anchor>
				</li>
			))}
		</ul>
	)
}

/** The console's own address begins every other room's, so it is here only when it is the page itself. */
function hereOf(isHere: ReturnType<typeof useIsHere>, href: string) {
	const here = isHere(href)
	return href === '/staff' && here !== 'page' ? undefined : here
}

function Home({ company, className }: { company: string; className: string }) {
	return (
		<Anchor
			href="/staff"
			className={`flex items-center gap-2.5 font-semibold font-serif text-lg no-underline ${className}`}
		>
			<Mark />
			<span className="min-w-0 leading-tight">{company}</span>
		</Anchor>
	)
}

function Preferences() {
	return (
		<div className="-mx-2 flex flex-col gap-1 text-sm">
			<LanguageSwitch />
			<ThemeSwitch />
		</div>
	)
}
