import type { ListedEndpoint } from '#core/webhook/list-endpoints.ts'
import { Empty } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Pill } from '../../../ui/pill.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayProgram as say } from '../../../words/staff-programs.ts'

/** The endpoints in use, each leading to its log. */
export function Endpoints({ endpoints }: { endpoints: readonly ListedEndpoint[] }) {
	if (endpoints.length === 0) return <Empty title={say('webhooks.none')}>{say('webhooks.noneNote')}</Empty>
	return (
		<Table
			caption={say('webhooks.title')}
			quietCaption
			keyOf={({ id }) => id}
			rows={endpoints}
			columns={[
				{
					...{ key: 'name', title: say('webhooks.name') },
					cell: ({ id, name }) => <TextLink href={`/staff/settings/webhooks/${id}`}>{name}</TextLink>,
				},
				{ key: 'state', title: say('webhooks.state'), lead: true, cell: (one) => <Standing of={one} /> },
				{ key: 'url', title: say('webhooks.url'), cell: ({ url }) => <span className="break-all">{url}</span> },
				{
					...{ key: 'events', title: say('webhooks.events') },
					cell: ({ kinds }) => (kinds.length > 0 ? kinds.join(', ') : say('webhooks.everything')),
				},
				{
					...{ key: 'week', title: say('webhooks.week') },
					cell: ({ delivered, waiting, gaveUp }) => say('webhooks.counts', { delivered, waiting, gaveUp }),
				},
			]}
		/>
	)
}

export function Standing({ of: { paused, trouble } }: { of: Pick<ListedEndpoint, 'paused' | 'trouble'> }) {
	if (paused) return <Pill>{say('webhooks.paused')}</Pill>
	if (trouble) return <Pill tone="bad">{say('webhooks.trouble', { reason: trouble })}</Pill>
	return <Pill tone="good">{say('webhooks.works')}</Pill>
}
