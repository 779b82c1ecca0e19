import type { ReactNode } from 'react'
import type { ContractHead } from '#core/contract/find-head.ts'
import type { ContractState } from '#core/contract/state.ts'
import type { ContractDirection } from '#core/contract/write.ts'
import { surveyedStates } from '#core/credit-survey/state.ts'
import { Button, type ButtonKind, LinkButton } from '#portal/ui/button.tsx'
import { Icon } from '#portal/ui/icon.tsx'
import { Anchor, useHere } from '#portal/ui/link.tsx'
import { staffWords } from '#portal/words/staff.ts'
import { sayAmend } from '#portal/words/staff-amend.ts'
import { sayChanges } from '#portal/words/staff-changes.ts'
import { sayQuote } from '#portal/words/staff-quote.ts'
import { sayRestructuring } from '#portal/words/staff-restructuring.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { saySupplier } from '#portal/words/staff-suppliers.ts'
import { Key } from '../keys.tsx'
import type { StaffFrame } from '../staff-frame.ts'

type Contract = {
	id: string
	state: ContractState
	direction: ContractDirection
	customerId: string
	endsOn: string | null
	toSign: ContractHead['toSign']
}
/** On a phone the bar holds a few. */
const inBar = 'max-lg:px-3 max-lg:text-[0.9375rem]'

type DeedsProps = { contract: Contract; may: StaffFrame['may'] }

/**
 * What can be done with the contract as a whole, in the state it is in: beside its name on a desk, under the thumb on a phone,
 * where the bar can be drawn sideways.
 */
export function ContractDeeds({ contract, may }: DeedsProps) {
	const { id, state, customerId } = contract
	const here = `/staff/contracts/${id}`
	const draft = state === 'draft'
	const payable = contract.direction === 'payable'
	const running = !payable && ['active', 'paused', 'ending'].includes(state)
	const amends = running && may['contract.amend']
	return (
		<section
			aria-label={say('screen.deeds')}
			className="no-print z-20 flex items-center gap-2 max-lg:gap-1 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-[calc(3.75rem+env(safe-area-inset-bottom))] max-lg:border-line max-lg:border-t max-lg:bg-surface max-lg:px-3 max-lg:py-2 lg:flex-wrap"
		>
			{draft && may['contract.activate'] ? (
				<Act intent="activate" at={here} label={staffWords('staff.contract.activate')} />
			) : null}
			<Signature contract={contract} may={may} />
			{draft && may['contract.write'] ? (
				<LinkButton kind="secondary" href={`${here}/edit`} className={inBar}>
					{staffWords('staff.customer.edit')}
				</LinkButton>
			) : null}
			{amends ? (
				<Deed href={`${here}/change`} shortcut="c" kind="primary">
					{say('screen.deed.change')}
				</Deed>
			) : null}
			{running && may['invoice.run'] ? (
				<Deed href={`${here}/bill`} shortcut="b">
					{say('screen.deed.bill')}
				</Deed>
			) : null}
			{payable && ['active', 'paused', 'ending'].includes(state) && may['contract.amend'] ? (
				<LinkButton kind="secondary" href={`${here}/notice`}>
					{saySupplier(state === 'ending' ? 'supplier.takeBack' : 'supplier.giveNotice')}
				</LinkButton>
			) : null}
			{may['follow_up.write'] && !draft ? (
				<Deed href={`/staff/follow-ups/new?customer=${customerId}&contract=${id}`} shortcut="f">
					{say('screen.deed.followUp')}
				</Deed>
			) : null}
			<More contract={contract} may={may} />
		</section>
	)
}

/** How it comes to be signed. */
function Signature({ contract: { id, state, direction, toSign }, may }: DeedsProps) {
	const here = `/staff/contracts/${id}`
	if (direction === 'payable') return null
	const asks = (state === 'draft' || state === 'expired') && may['quote.write']
	return (
		<>
			{asks && !toSign ? (
				<Act intent="signature" at={here} kind="secondary" label={sayQuote('quote.sendSignature')} />
			) : null}
			{toSign ? (
				<LinkButton
					kind={toSign.isSent ? 'primary' : 'secondary'}
					className={inBar}
					href={`/staff/quotes/${toSign.id}`}
				>
					{sayQuote(toSign.isSent ? 'quote.waitsForSignature' : 'quote.sendSignature')}
				</LinkButton>
			) : null}
		</>
	)
}

/** The rarer ones, each in its line. */
function More({ contract, may }: DeedsProps) {
	const here = useHere()
	const deeds = rareDeeds({ contract, may })
	const acts = rareActs({ contract, may })
	if (deeds.length + acts.length === 0) return null
	return (
		<details key={here} data-menu className="group relative max-lg:ml-auto">
			<summary className="flex min-h-11 items-center gap-1.5 rounded-field border border-edge bg-surface px-3 font-semibold hover:bg-sunken max-lg:text-[0.9375rem]">
				{say('screen.deed.more')}
				<Icon of="chevronDown" className="size-4.5 text-muted transition-transform group-open:rotate-180" />
			</summary>
			<ul className="absolute right-0 z-30 w-64 rounded-card border border-line bg-surface p-2 shadow-2xl max-lg:bottom-full max-lg:mb-2 lg:mt-1">
				{deeds.map(({ href, label, shortcut }) => (
					<li key={href}>
						<Anchor
							href={href}
							aria-keyshortcuts={shortcut}
							className="flex min-h-11 items-center justify-between gap-3 rounded-field px-3 no-underline hover:bg-sunken"
						>
							{label} {shortcut ? <Key of={shortcut} /> : null}
						</Anchor>
					</li>
				))}
				{acts.map(({ intent, label, kind = 'quiet' }) => (
					<li key={intent}>
						<form method="post" action={`/staff/contracts/${contract.id}`}>
							<Button kind={kind} name="intent" value={intent} className="w-full justify-start px-3">
								{label}
							</Button>
						</form>
					</li>
				))}
			</ul>
		</details>
	)
}

type RareAct = { intent: string; label: string; kind?: ButtonKind }

/** What is done at once while the contract is not in force. */
function rareActs({ contract: { state }, may }: DeedsProps): RareAct[] {
	const unsigned = state === 'sent' || state === 'expired'
	return [
		...(state === 'sent' && may['contract.activate']
			? [{ intent: 'activate', label: sayQuote('quote.activateUnsigned') }]
			: []),
		...(unsigned && may['contract.write'] ? [{ intent: 'take_back', label: sayQuote('quote.takeBack') }] : []),
		...((state === 'draft' || unsigned) && may['contract.void']
			? [{ intent: 'void', label: staffWords('staff.contract.void'), kind: 'danger' as const }]
			: []),
	]
}

type RareDeed = { href: string; label: string; shortcut?: string }

function rareDeeds({ contract: { id, state, direction, customerId, endsOn }, may }: DeedsProps): RareDeed[] {
	if (direction === 'payable') return []
	const here = `/staff/contracts/${id}`
	const running = ['active', 'paused', 'ending'].includes(state)
	const amends = running && may['contract.amend']
	const quotes = running && may['quote.write']
	return [
		...(state === 'draft' && may['follow_up.write']
			? [
					{
						...{ href: `/staff/follow-ups/new?customer=${customerId}&contract=${id}`, shortcut: 'f' },
						label: say('screen.deed.followUp'),
					},
				]
			: []),
		...(amends ? [{ href: `${here}/change?what=add`, label: say('screen.deed.add'), shortcut: 'a' }] : []),
		...(amends
			? [
					{
						...{ href: `${here}/change?what=end`, shortcut: 'e' },
						label: say(state === 'ending' ? 'screen.deed.undoEnd' : 'screen.deed.end'),
					},
					{ href: `/staff/customers/${customerId}/co-terminate?contract=${id}`, label: sayAmend('amend.together') },
					{ href: `/staff/restructurings/new?contract=${id}`, label: sayRestructuring('restructuring.open') },
				]
			: []),
		...(quotes
			? [{ href: `/staff/quotes/new?contract=${id}&purpose=change`, label: sayQuote('quote.newChange') }]
			: []),
		...(quotes && endsOn
			? [{ href: `/staff/quotes/new?contract=${id}&purpose=renewal`, label: sayQuote('quote.newRenewal') }]
			: []),
		...(may['survey.request'] && surveyedStates.some((one) => one === state)
			? [{ href: `/staff/surveys/new?contract=${id}`, label: say('screen.askSurvey') }]
			: []),
		...(state !== 'draft' && may['contract.amend']
			? [{ href: `${here}/access`, label: sayChanges('changes.open') }]
			: []),
	]
}

type DeedProps = { href: string; shortcut: string; kind?: ButtonKind; children: ReactNode }

function Deed({ shortcut, kind = 'secondary', children, href }: DeedProps) {
	return (
		<LinkButton kind={kind} href={href} aria-keyshortcuts={shortcut} className={`whitespace-nowrap ${inBar}`}>
			{children} {kind === 'primary' ? null : <Key of={shortcut} />}
		</LinkButton>
	)
}

type ActProps = { intent: string; at: string; label: string; kind?: ButtonKind }

function Act({ intent, at, label, kind = 'primary' }: ActProps) {
	return (
		<form method="post" action={at}>
			<Button kind={kind} name="intent" value={intent} className={inBar}>
				{label}
			</Button>
		</form>
	)
}
