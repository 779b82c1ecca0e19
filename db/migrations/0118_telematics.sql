-- Promise: machines of a model, or of the whole company, have one provider that locks and unlocks them; its secrets are sealed.
set lock_timeout = '5s';

create table telematics_provider (
	id uuid primary key,
	name text not null,
	url text not null,
	-- Models as machines name them; empty: all that no other provider names.
	models text[] not null default '{}',
	-- What we sign commands with, and what the provider signs its answers with; sealed with the product's secret key.
	command_secret text not null,
	answer_secret text not null,
	created_by text not null,
	created_at timestamptz not null,
	removed_at timestamptz,
	constraint telematics_provider_name check (char_length(btrim(name)) between 1 and 80),
	constraint telematics_provider_url check (url ~ '^https?://' and char_length(url) <= 500),
	constraint telematics_provider_models check (cardinality(models) <= 200)
);
create unique index telematics_provider_of_company on telematics_provider ((true)) where models = '{}' and removed_at is null;

alter table machine_request_machine add column provider_id uuid references telematics_provider (id);
alter table machine_request_machine add constraint machine_request_machine_provider check (sent_at is null or provider_id is not null);
create index machine_request_machine_by_provider on machine_request_machine (provider_id) where provider_id is not null;

alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('mail', 'card_charge', 'card_refund', 'card_detach', 'chat',
	'chat_card', 'approval_card', 'alert', 'chat_picture', 'mention', 'telematics'));
