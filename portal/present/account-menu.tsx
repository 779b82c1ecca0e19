import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Anchor, useHere } from '../ui/link.tsx'
import { useWords } from '../words/use-words.tsx'
import type { FrameVisitor } from './frame.ts'

/** Who the visitor is, whose pages they see, and the way out. Opens without script. */
export function AccountMenu({ visitor }: { visitor: FrameVisitor }) {
	const say = useWords()
	const here = useHere()
	return (
		// A new page is a new menu: it does not stay open over what was chosen in it.
		<details key={here} data-menu className="group relative">
			<summary className="flex min-h-11 items-center gap-2 rounded-field px-1.5 hover:bg-sunken">
				<Avatar name={visitor.name} />
				<span className="sr-only">{say('visitor.account')}: </span>
				<span className="hidden max-w-56 truncate font-medium sm:inline">{visitor.name}</span>
				<Icon of="chevronDown" className="size-4.5 text-muted transition-transform group-open:rotate-180" />
			</summary>
			<div className="absolute right-0 z-30 mt-1 w-[min(20rem,calc(100vw-2.5rem))] rounded-card border border-line bg-surface p-4 shadow-2xl">
				<Who visitor={visitor} />
				{visitor.customers.length > 1 ? <Customers visitor={visitor} /> : null}
				{visitor.kind === 'contact' ? <Own visitor={visitor} /> : null}
				{visitor.claims ? <Claim link={visitor.claims} /> : null}
				<form method="post" action="/sign-out" className="mt-4 flex flex-col gap-2 border-line border-t pt-4">
					<Button kind="secondary" size="small">
						{visitor.kind === 'link' ? say('visitor.leave') : say('shell.signOut')}
					</Button>
					{visitor.kind === 'contact' ? (
						<Button kind="quiet" size="small" name="everywhere" value="on">
							{say('visitor.signOutEverywhere')}
						</Button>
					) : null}
				</form>
			</div>
		</details>
	)
}

function Who({ visitor }: { visitor: FrameVisitor }) {
	const say = useWords()
	return (
		<>
			<p className="font-semibold">{visitor.name}</p>
			{visitor.email ? <p className="truncate text-muted text-sm">{visitor.email}</p> : null}
			{visitor.kind === 'link' ? (
				<p className="mt-1 text-muted text-sm">
					{say('visitor.byLink')} {visitor.mayPay ? null : say('visitor.byLinkView')}
				</p>
			) : null}
		</>
	)
}

function Customers({ visitor }: { visitor: FrameVisitor }) {
	const say = useWords()
	return (
		<nav aria-label={say('visitor.customers')} className="mt-4 border-line border-t pt-3">
			<p className="mb-1 text-muted text-sm">{say('visitor.customers')}</p>
			<ul>
				{visitor.customers.map((customer) => (
					<li key={customer.id}>
						<Anchor
							href={`/overview?customer=${customer.id}`}
							aria-current={customer.id === visitor.customerId ? 'true' : undefined}
							className="block rounded-field px-2 py-1.5 no-underline hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-semibold"
						>
							{customer.name}
						</Anchor>
					</li>
				))}
			</ul>
		</nav>
	)
}

function Own({ visitor }: { visitor: FrameVisitor }) {
	const say = useWords()
	return (
		<p className="mt-4 border-line border-t pt-3">
			<Anchor href={`/account${visitor.of}`} className="block rounded-field px-2 py-1.5 hover:bg-sunken">
				{say('visitor.settings')}
			</Anchor>
		</p>
	)
}

function Claim({ link }: { link: string }) {
	const say = useWords()
	return (
		<form method="post" action="/account/claim" className="mt-4 border-line border-t pt-4">
			<input type="hidden" name="link" value={link} />
			<Button kind="secondary" size="small" wide>
				{say('visitor.claim')}
			</Button>
			<p className="mt-1.5 text-muted text-sm">{say('visitor.claimHint')}</p>
		</form>
	)
}
