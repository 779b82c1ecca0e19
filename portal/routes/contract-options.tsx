import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { useRef } from 'react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findOptions } from '#core/product/find-options.ts'
import type { ChangeableLine } from '#core/product/option.ts'
import { evaluateShown } from '../present/change/evaluated.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { useTypedBefore } from '../present/form/typed-before.ts'
import { frameOf } from '../present/frame.ts'
import { AccessNotice } from '../present/options/access-notice.tsx'
import { changeOf, choicesIn, differing, nothingChosen, queryOf } from '../present/options/choices.ts'
import { Could } from '../present/options/could.tsx'
import { Have } from '../present/options/have.tsx'
import { OtherChoices } from '../present/options/other-choices.tsx'
import { PriceBar } from '../present/options/price-bar.tsx'
import { addressOf, useChoices } from '../present/options/use-choices.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { TextLink } from '../ui/link.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })

/** No more lines than these are shown at once; a search finds the others. */
const shownLines = 25

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const found = await look(context.books, visitor.actor, findOptions, { contractId })
	if (!found.ok) throw notFound()
	const speaker = speakerFor(request, context)
	const { lines, options, ...contract } = found.value
	const query = new URL(request.url).searchParams
	const search = (query.get('search') ?? '').trim().slice(0, 200)
	const choices = differing(choicesIn(query), found.value)
	const { change, wrong } = changeOf(choices, found.value)
	if (change) await countWork(context, visitor, 'previews')
	const matching = lines.filter((line) => matches(line, search))
	const mayChange = may(visitor.actor, 'contract.change') && ['active', 'paused', 'ending'].includes(contract.state)
	return {
		frame: await frameOf(context, visitor, contract.customerId),
		title: speaker.say('options.title'),
		contract,
		lines: matching.slice(0, shownLines),
		count: { found: matching.length, all: lines.length },
		options,
		search,
		choices,
		wrong,
		mayAct: may(visitor.actor, 'contract.change'),
		mayChange: mayChange && contract.access !== 'none' && !contract.requestId,
		shown:
			change && mayChange
				? await evaluateShown(context, visitor.actor, speaker, { contractId, change }, { lines: 0 })
				: { preview: null, refused: null, asks: null },
	}
}

function matches(line: ChangeableLine, search: string): boolean {
	const text = `${line.description} ${line.model} ${line.serialNumber}`.toLowerCase()
	return search
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word))
}

/** What a person has, what they could have, and what that costs before anything changes. */
export default function ContractOptionsPage() {
	const page = useLoaderData<typeof loader>()
	const { frame, title, contract, search, wrong, shown, count, mayChange } = page
	const say = useWords()
	const navigate = useNavigate()
	const path = `/contracts/${contract.contractId}/options`
	const confirmPath = `/contracts/${contract.contractId}/change`
	const { choices, choose, busy } = useChoices(page.choices, path, search)
	const form = useRef<HTMLFormElement>(null)
	useTypedBefore(form, (typed) => {
		const fields = new URLSearchParams([...typed].map(([name, value]) => [name, String(value)]))
		choose(choicesIn(fields))
	})
	const { currency } = contract
	const editing = {
		...{ choices, wrong, currency, confirmPath },
		choose: mayChange ? choose : undefined,
		mayLess: contract.access === 'upsell_and_downsell',
	}
	const chosen = queryOf(choices).size > 0
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={mayChange ? say('options.lead') : undefined}
			breadcrumb={
				<Breadcrumb
					trail={[
						{
							href: `/contracts/${contract.contractId}`,
							label: contract.title || say('contract.title', { number: contract.number }),
						},
					]}
				/>
			}
			narrow
		>
			<AccessNotice contract={contract} mayAct={page.mayAct} />
			<form ref={form} method="get" action={path}>
				{count.all > shownLines || search ? (
					<div className="mb-8 flex items-end gap-3">
						<div className="grow">
							<Input label={say('contract.linesSearch')} name="search" type="search" defaultValue={search} />
						</div>
						<Button kind="secondary">{say('shell.search')}</Button>
					</div>
				) : null}
				<OtherChoices choices={choices} lines={page.lines} options={page.options} />
				<Have lines={page.lines} count={count.found} editing={editing} />
				{search && count.found === 0 ? (
					<p className="mt-3 text-muted">{say('shell.nothingFound', { search })}</p>
				) : null}
				<Could options={page.options} editing={editing} />
				{mayChange ? (
					<>
						<p className="mt-6 min-h-7">
							{chosen ? (
								<TextLink
									href={path}
									onClick={(event) => {
										event.preventDefault()
										choose(nothingChosen)
									}}
								>
									{say('options.reset')}
								</TextLink>
							) : null}
						</p>
						<PriceBar
							{...shown}
							{...{ currency, busy, confirmPath }}
							today={frame.today}
							onGo={() => navigate(addressOf(confirmPath, choices))}
						/>
					</>
				) : null}
			</form>
		</CustomerPage>
	)
}
