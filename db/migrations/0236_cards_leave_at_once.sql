-- Copies of a card are wanted in the transaction that changes its request, where an effect for each person went to look for them
-- before. Those that had not looked yet are over, and what they would have found is wanted now; the sweep wakes a worker.
with over as (
	update outbox set delivered_at = now(), leased_until = null where kind = 'approval_card' and delivered_at is null and gave_up_at is null
	returning payload ->> 'requestId' as request_id
), request as (
	select id, revision from approval_request where id in (select request_id::uuid from over)
), copy as (
	select request.id, request.revision, channel, account_id, case when account_id is null then place else '' end as place, true as stands
	from request join chat_message on subject_kind = 'approval_request' and subject_id = request.id and message not like 'pending:%'
	union
	select request.id, request.revision, channel, chat_account.id, '', false
	from request join approval_asked on request_id = request.id join chat_account on chat_account.user_id = approval_asked.user_id
		and unlinked_at is null
)
insert into outbox (kind, key, payload, queued_at)
select distinct on (key) 'chat_card', key, payload, now() from (
	select 'chat-card:' || id || ':' || revision || ':' || channel || ':' || coalesce(account_id::text, place) as key,
		jsonb_build_object('requestId', id, 'channel', channel, 'accountId', account_id, 'place', place, 'stands', stands) as payload, stands
	from copy
) as wanted order by key, stands on conflict (key) do nothing;
