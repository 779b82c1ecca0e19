import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { openFile } from '#core/import/file/source.ts'
import { may } from '#core/permit.ts'
import { listCustomerCountries } from '#core/price-update/countries.ts'
import { draftPriceUpdate } from '#core/price-update/draft.ts'
import { listPriceUpdates } from '#core/price-update/find.ts'
import { readPriceFile } from '#core/price-update/read-file.ts'
import { listSellable } from '#core/product/list-sellable.ts'
import type { LoadContext } from '../../load-context.ts'
import { nameCountry } from '../../present/country.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { PriceUpdateForm } from '../../present/staff/price-update/form.tsx'
import {
	countriesIn,
	type PostedUpdate,
	readPosted,
	type UpdateErrors,
	updateOf,
} from '../../present/staff/price-update/posted.ts'
import { PriceUpdatePill } from '../../present/staff/price-update/state.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { type ReceivedForm, receiveFile } from '../../receive-file.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayUpdate as say } from '../../words/staff-price-updates.ts'

export const meta = titled<typeof loader>()

const mostMegabytes = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const updates = expectOk(await look(books, staff.actor, listPriceUpdates, undefined))
	const countries = expectOk(await look(books, staff.actor, listCustomerCountries, undefined))
	const sold = expectOk(await look(books, staff.actor, listSellable, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('update.title'),
		updates: updates.map(({ id, name, state, lines, excluded }) => ({ id, name, state, lines, excluded })),
		products: [...new Map(sold.map(({ id, name }) => [id, { id, name }])).values()],
		countries: countries.map(({ country, customers }) => ({ ...namedCountry(country), customers })),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const received = await receiveFile(request, 'file', mostMegabytes * 1024 * 1024)
	try {
		const posted = readPosted(received.form)
		const made = await prepare(context, staff, received, posted, (refusal) =>
			presentRefusal(speakerFor(request), refusal),
		)
		if ('id' in made) return redirect(`/staff/price-updates/${made.id}`)
		const typedFor = countriesIn(posted.typed).map(namedCountry)
		return data({ errors: {}, ...made, ...posted, typedFor }, { status: 422 })
	} finally {
		await received.done()
	}
}

type Tell = (refusal: Parameters<typeof presentRefusal>[1]) => string

const namedCountry = (code: string) => ({ code, name: nameCountry('en', code) })

/** The update made, or what is wrong: by its fields, or with the whole in a sentence. */
async function prepare(
	{ books }: LoadContext,
	{ actor }: StaffMember,
	received: ReceivedForm,
	posted: PostedUpdate,
	tell: Tell,
): Promise<{ id: string } | { errors: UpdateErrors } | { problem: string }> {
	const asked = updateOf(posted)
	if (received.tooLarge) {
		const file = [say('update.fileTooLarge', { most: mostMegabytes })]
		return { errors: 'errors' in asked ? { ...asked.errors, file } : { file } }
	}
	if ('errors' in asked) return asked
	const { update } = asked
	if (received.file) {
		const { name } = received.file
		const file = { ...(await openFile(received.file.path)), name }
		try {
			const found = await act(books, actor, readPriceFile, { file })
			if (!found.ok) return { errors: { file: [tell(found.refusal)] } }
			const { prices, left } = found.value
			update.rule = { ...update.rule, prices, file: { name: name.slice(-200), taken: prices.length, left } }
		} finally {
			await file.close()
		}
	}
	const made = await act(books, actor, draftPriceUpdate, update)
	return made.ok ? made.value : { problem: tell(made.refusal) }
}

/** Price updates made before, and one more. */
export default function PriceUpdates() {
	const { frame, title, updates, products, countries } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	// Who was the last customer in a country may have moved meanwhile: what was typed for it stays.
	const gone = (answer?.typedFor ?? []).filter(({ code }) => !countries.some((one) => one.code === code))
	const shown = [...countries, ...gone.map((one) => ({ ...one, customers: 0 }))]
	return (
		<StaffPage frame={frame} title={title} lead={say('update.lead')}>
			<Section title={say('update.add')}>
				<Card className="max-w-3xl">
					<PriceUpdateForm answer={answer} products={products} countries={shown} today={frame.today} />
				</Card>
			</Section>
			<Section title={say('update.made')}>
				{updates.length === 0 ? (
					<Empty title={say('update.none')}>{say('update.noneNote')}</Empty>
				) : (
					<RowList>
						{updates.map(({ id, name, state, lines, excluded }) => (
							<Row
								key={id}
								href={`/staff/price-updates/${id}`}
								title={name}
								note={say('update.summary', { changing: lines - excluded, left: excluded })}
								state={<PriceUpdatePill state={state} />}
							/>
						))}
					</RowList>
				)}
			</Section>
		</StaffPage>
	)
}
