import type { CardFact, FactValue } from '#core/approval/subject.ts'
import { Facts } from '../../../ui/facts.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { staffWords } from '../../../words/staff.ts'
import { sayApproval as say } from '../../../words/staff-approval.ts'
import { sayMachineRequest } from '../../../words/staff-machine-requests.ts'
import { useLanguage, useWords } from '../../../words/use-words.tsx'
import { nameCountry } from '../../country.ts'
import { Day, Moment, Money, Period } from '../../display.tsx'
import { sayCondition } from '../delivery/say-condition.ts'
import type { PresentedCard } from './card.ts'

export function Value({ of }: { of: FactValue }) {
	const language = useLanguage()
	switch (of.kind) {
		case 'labelled':
			return (
				<>
					{of.labels[language]}
					{of.text ? <span className="block whitespace-pre-line text-muted">{of.text}</span> : null}
				</>
			)
		case 'text':
			return <span className="whitespace-pre-line">{of.text}</span>
		case 'money':
			return <Money of={{ minor: BigInt(of.minor), currency: of.currency }} />
		case 'day':
			return <Day on={of.on} />
		case 'percent':
			return `${of.percent} %`
		case 'role':
			return staffWords(`staff.role.${of.role}` as 'staff.role.finance')
		case 'country':
			return nameCountry('en', of.code)
		case 'condition':
			return (
				<>
					{sayCondition({ kind: of.condition, percent: of.percent })}
					{of.note ? <span className="block text-muted">{of.note}</span> : null}
				</>
			)
		case 'promise':
			return (
				<>
					<Money of={{ minor: BigInt(of.minor), currency: of.currency }} /> <Day on={of.on} />{' '}
					<span className="text-muted">{sayMachineRequest(`request.promiseState.${of.state}`)}</span>
				</>
			)
		case 'flag':
			return say(of.is ? 'approval.yes' : 'approval.no')
		case 'party':
			return say(`approval.parties.${of.is}`)
		case 'none':
			return say('approval.nothing')
	}
}

/** The one amount that counts, first: what is charged or given back at once. */
export function Effect({ of: { effect } }: { of: PresentedCard }) {
	const sayAll = useWords()
	if (!effect) return <p className="text-muted">{say('approval.nothingNow')}</p>
	const minor = BigInt(effect.minor)
	const { currency, lines } = effect
	return (
		<div>
			<p className="text-muted">{say(minor < 0n ? 'approval.credited' : 'approval.charged')}</p>
			<p className="figures font-semibold font-serif text-3xl">
				<Money of={{ minor: minor < 0n ? -minor : minor, currency }} />
			</p>
			{lines.length > 0 ? (
				<details className="mt-2">
					<summary className="cursor-pointer text-accent">{say('approval.linesOf')}</summary>
					<ul className="mt-2 divide-y divide-line border-line border-t">
						{lines.map((line) => (
							<li key={JSON.stringify(line)} className="flex items-baseline justify-between gap-4 py-2">
								<span className="min-w-0">
									{line.part ? sayAll(`why.named.${line.part}`, { name: line.description }) : line.description}
									{line.from && line.to ? (
										<span className="block text-muted text-sm">
											<Period from={line.from} to={line.to} />
										</span>
									) : null}
								</span>
								<Money of={{ minor: BigInt(line.net) + BigInt(line.tax), currency }} />
							</li>
						))}
					</ul>
				</details>
			) : null}
		</div>
	)
}

/** What is before, and what is then. */
export function Changes({ of: { changes } }: { of: PresentedCard }) {
	if (changes.length === 0) return null
	return (
		<dl className="mt-4 divide-y divide-line border-line border-t">
			{changes.map(({ name, before, after }) => (
				<div key={name} className="py-2.5">
					<dt className="text-muted">{say(`approval.fact.${name}`)}</dt>
					<dd className="flex flex-wrap items-baseline gap-x-3">
						<span>
							<span className="sr-only">{say('approval.before')} </span>
							<Value of={before} />
						</span>
						<span aria-hidden="true">→</span>
						<span className="font-semibold">
							<span className="sr-only">{say('approval.after')} </span>
							<Value of={after} />
						</span>
					</dd>
				</div>
			))}
		</dl>
	)
}

export function AskedFacts({ of: { facts } }: { of: PresentedCard }) {
	const shown = facts.filter(({ value }) => value.kind !== 'none')
	if (shown.length === 0) return null
	return (
		<div className="mt-4 border-line border-t pt-4">
			<Facts
				facts={merged(shown).map(({ name, values }) => ({
					name: say(`approval.fact.${name}`),
					value: <Lines of={values} />,
				}))}
			/>
		</div>
	)
}

const Lines = ({ of }: { of: FactValue[] }) =>
	of.map((value) => (
		<span key={JSON.stringify(value)} className="block">
			<Value of={value} />
		</span>
	))

/** Facts of one name under one heading. */
function merged(facts: readonly CardFact[]): { name: CardFact['name']; values: FactValue[] }[] {
	const names = [...new Set(facts.map(({ name }) => name))]
	return names.map((name) => ({ name, values: facts.filter((one) => one.name === name).map(({ value }) => value) }))
}

const riskTones = { low: 'good', medium: 'warn', high: 'bad' } as const

/** Who is concerned, and how they stand. */
export function Standing({ of, timeZone }: { of: PresentedCard; timeZone: string }) {
	const { customer, contract, about } = of
	const currency = customer?.overdueCurrency ?? of.currency
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<Facts
			facts={[
				...(customer
					? [
							{
								name: say('approval.customer'),
								value: <TextLink href={`/staff/customers/${customer.id}`}>{customer.name}</TextLink>,
							},
						]
					: []),
				...(contract
					? [
							{
								name: say('approval.contract'),
								value: <TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>,
								note: contract.title,
							},
						]
					: []),
				...(about.kind === 'quote'
					? [
							{
								name: say('approval.quote'),
								value: <TextLink href={`/staff/quotes/${of.subjectId}`}>{about.number}</TextLink>,
							},
						]
					: []),
				...(about.kind === 'user' ? [{ name: say('approval.kindName.user_access'), value: about.name }] : []),
				...(customer
					? [
							{
								name: say('approval.owes'),
								value:
									customer.overdueMinor > 0n ? (
										<span className="font-semibold text-bad">
											{money(customer.overdueMinor)}{' '}
											<span className="font-normal">
												{say('approval.overdueSince', { count: customer.overdueDays })}
											</span>
										</span>
									) : (
										say('approval.notOverdue')
									),
							},
							{ name: say('approval.openBalance'), value: money(customer.openMinor) },
							{ name: say('approval.recurring'), value: money(customer.mrrMinor) },
							...(customer.risk
								? [
										{
											name: say('approval.risk'),
											value: (
												<>
													<Pill tone={riskTones[customer.risk]}>{say(`approval.risks.${customer.risk}`)}</Pill>
													{customer.reasons.map(({ code, count }) => (
														<span key={code} className="block text-muted">
															{say(`approval.reasons.${code}`, { count })}
														</span>
													))}
												</>
											),
										},
									]
								: []),
						]
					: []),
				...surveyFacts(of),
				...(of.guarantors.length > 0
					? [{ name: say('approval.guarantor'), value: <Guarantors of={of.guarantors} /> }]
					: []),
				{ name: say('approval.requestedAt'), value: <Moment at={of.requestedAt} timeZone={timeZone} /> },
			]}
		/>
	)
}

/** The score with what it advises, beside the surveyor's own word and what was concluded. */
function surveyFacts({ survey }: PresentedCard) {
	if (!survey) return []
	const { id, state, score, advice, ownAdvice, ownText, surveyor, conclusion, conclusionNote } = survey
	return [
		{
			name: say('approval.survey'),
			value: (
				<span className="flex flex-wrap items-center gap-2">
					<TextLink href={`/staff/surveys/${id}`}>
						{score === null ? say(`approval.surveyStates.${state}`) : say('approval.score', { score })}
					</TextLink>
					{advice ? <Pill tone={adviceTones[advice]}>{say(`approval.advice.${advice}`)}</Pill> : null}
				</span>
			),
		},
		...(ownAdvice
			? [
					{
						name: say('approval.surveyorSays'),
						value: (
							<>
								<Pill tone={adviceTones[ownAdvice]}>{say(`approval.advice.${ownAdvice}`)}</Pill>
								<span className="block whitespace-pre-line">{ownText}</span>
							</>
						),
						note: surveyor,
					},
				]
			: []),
		...(conclusion
			? [
					{
						name: say('approval.surveyConcluded'),
						value: say(`approval.advice.${conclusion}`),
						...(conclusionNote ? { note: conclusionNote } : {}),
					},
				]
			: []),
	]
}

const adviceTones = { grant: 'good', conditions: 'warn', refuse: 'bad' } as const

function Guarantors({ of }: { of: PresentedCard['guarantors'] }) {
	return of.map(({ id, name, proposed, exposures }) => (
		<span key={id} className="block">
			<TextLink href={`/staff/guarantors/${id}`}>{name}</TextLink>
			{proposed ? ` · ${say('approval.proposed')}` : null}
			<span className="block text-muted text-sm">
				{exposures.length === 0 ? say('approval.noExposure') : null}
				{exposures.map(({ currency, exposureMinor, contracts }) => (
					<span key={currency} className="block">
						<Money of={{ minor: exposureMinor, currency }} /> {say('approval.exposureOf', { count: contracts })}
					</span>
				))}
			</span>
		</span>
	))
}
