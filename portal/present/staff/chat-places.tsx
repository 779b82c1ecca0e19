import type { ListedPlace } from '#core/chat/place.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { Table } from '../../ui/table.tsx'
import { sayChat as say } from '../../words/staff-chat.ts'

type ChatPlacesProps = {
	places: ListedPlace[]
	/** Those a place can be tied to; null for who may not. */
	groups: { id: string; name: string }[] | null
	busy: boolean
}

/** The channels and groups of the chats that hear of something, and the team each is tied to. */
export function ChatPlaces({ places, groups, busy }: ChatPlacesProps) {
	return (
		<Section title={say('chat.places')} intro={say('chat.placesLead')} id="places">
			{places.length === 0 ? (
				<Empty title={say('chat.noPlaces')}>{say('chat.noPlacesNote')}</Empty>
			) : (
				<Table
					caption={say('chat.places')}
					quietCaption
					keyOf={({ channel, place }) => `${channel}:${place}`}
					rows={places}
					columns={[
						{ key: 'name', title: say('chat.place'), cell: ({ name, place }) => name || place },
						{ key: 'channel', title: say('chat.where'), cell: ({ channel }) => say(`chat.channel.${channel}`) },
						{
							...{ key: 'hears', title: say('chat.hears') },
							cell: ({ hears }) => hears.map((one) => say(`chat.heard.${one}`)).join(', '),
						},
						{
							...{ key: 'team', title: say('chat.team') },
							cell: (place) =>
								groups ? (
									<Tie place={place} groups={groups} busy={busy} />
								) : (
									(place.group?.name ?? say('chat.everyTeam'))
								),
						},
					]}
				/>
			)}
		</Section>
	)
}

type TieProps = { place: ListedPlace; groups: { id: string; name: string }[]; busy: boolean }

function Tie({ place: { channel, place, name, group }, groups, busy }: TieProps) {
	return (
		<form method="post" className="flex flex-wrap items-end gap-2 [&>*]:mt-0">
			<input type="hidden" name="channel" value={channel} />
			<input type="hidden" name="place" value={place} />
			<Select
				name="groupId"
				label={<span className="sr-only">{`${say('chat.team')}: ${name || place}`}</span>}
				defaultValue={group?.id ?? ''}
			>
				<option value="">{say('chat.everyTeam')}</option>
				{groups.map((one) => (
					<option key={one.id} value={one.id}>
						{one.name}
					</option>
				))}
			</Select>
			<Button kind="secondary" size="small" name="intent" value="tie" busy={busy}>
				{say('chat.tie')}
			</Button>
		</form>
	)
}
