-- Promise: a picture leaves apart from the words it belongs to, so that no fault of it holds those up; one worker at a time
-- changes a message in a chat, so that what it shows never goes back; whoever stands good for a customer's debts is one
-- of the customer's people.
set lock_timeout = '5s';

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat',
	'chat_card', 'approval_card', 'alert', 'chat_picture'));

alter table customer_contact add column guarantor boolean not null default false;

-- Who changes the message now, by the effect, and until when that is believed.
alter table chat_message add column changed_by text, add column changed_until timestamptz,
	add constraint chat_message_changing check ((changed_by is null) = (changed_until is null));
