import type { FoundPriceUpdate } from '#core/price-update/find.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayUpdate as say } from '../../../words/staff-price-updates.ts'
import { nameCountry } from '../../country.ts'
import { Day, Money } from '../../display.tsx'
import { formatDay, formatPercent } from '../../format.ts'

type ShownUpdate = Pick<FoundPriceUpdate, 'totals' | 'firstOn' | 'lastOn' | 'accepted'> & {
	rule: Omit<FoundPriceUpdate['rule'], 'prices' | 'productIds'>
}

/** What was asked for, in words. */
export function AskedRule({ rule }: Pick<ShownUpdate, 'rule'>) {
	const percent = `${rule.percent.startsWith('-') ? '' : '+'}${formatPercent('en', rule.percent)}`
	const { file } = rule
	const ground = !file
		? say('update.ofPrices', { percent })
		: Number(rule.percent) === 0
			? say('update.ofFileBare', { name: file.name })
			: say('update.ofFile', { percent, name: file.name })
	return (
		<Facts
			facts={[
				{
					name: say('update.ground'),
					value: ground,
					...(file && {
						note: [say('update.fileRows', { count: file.taken }), say('update.fileLeft', { count: file.left })].join(
							', ',
						),
					}),
				},
				{
					name: say('update.rounding'),
					value: say(`update.roundingOf.${rule.rounding}`),
					note: say(rule.onlyUp ? 'update.up' : 'update.upAndDown'),
				},
				{
					name: say('update.begins'),
					value: rule.starts.at === 'day' ? <Day on={rule.starts.on} /> : say('update.startsOf.renewal'),
					note: say('update.noticeOf', { count: rule.noticeDays }),
				},
				...[rule.message, ...Object.values(rule.said)]
					.filter(Boolean)
					.map((value) => ({ name: say('update.message'), value })),
				...rule.countries.map(({ country, noticeDays, message, said }) => ({
					name: nameCountry('en', country),
					value: say('update.noticeOf', { count: noticeDays }),
					note: [message, ...Object.values(said)].filter(Boolean).join(' · ') || undefined,
				})),
			]}
		/>
	)
}

/** What the new prices bring a month, by currency. */
export function UpdateMoney({ totals, firstOn, lastOn, accepted }: ShownUpdate) {
	if (totals.length === 0 || !firstOn || !lastOn) return <Empty title={say('update.noMoney')} />
	const days =
		firstOn === lastOn
			? say('update.onDay', { on: formatDay('en', firstOn) })
			: say('update.between', { from: formatDay('en', firstOn), to: formatDay('en', lastOn) })
	return (
		<Section
			title={say('update.money')}
			intro={[
				days,
				say('update.beforeTax'),
				...(accepted > 0 ? [say('update.accepted', { count: accepted })] : []),
			].join(' ')}
		>
			<Table
				caption={say('update.money')}
				quietCaption
				rows={totals}
				keyOf={({ currency }) => currency}
				columns={[
					{ key: 'currency', title: say('update.currency'), cell: ({ currency }) => currency },
					{ key: 'contracts', title: say('update.contracts'), figures: true, cell: ({ contracts }) => contracts },
					{ key: 'customers', title: say('update.customers'), figures: true, cell: ({ customers }) => customers },
					{
						key: 'before',
						title: say('update.before'),
						figures: true,
						cell: ({ beforeMinor, currency }) => <Money of={{ minor: beforeMinor, currency }} />,
					},
					{
						key: 'after',
						title: say('update.after'),
						figures: true,
						cell: ({ afterMinor, currency }) => <Money of={{ minor: afterMinor, currency }} />,
					},
					{
						key: 'difference',
						title: say('update.difference'),
						figures: true,
						lead: true,
						cell: ({ beforeMinor, afterMinor, currency }) => (
							<strong>
								<Money of={{ minor: afterMinor - beforeMinor, currency }} />
							</strong>
						),
					},
				]}
			/>
		</Section>
	)
}
