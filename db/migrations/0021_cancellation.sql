-- Promise: why a customer left stays as it was said; an offer to stay is taken as often as it may be; a notice of renewal goes out once.
set lock_timeout = '5s';

-- Why customers leave, as the company asks it.
create table cancel_reason (
	code text primary key,
	label_en text not null,
	label_ru text not null,
	label_zh text not null,
	label_vi text not null,
	position integer not null,
	active boolean not null default true,
	constraint cancel_reason_code check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	constraint cancel_reason_labels check (btrim(label_en) <> '' and btrim(label_ru) <> '' and btrim(label_zh) <> '' and btrim(label_vi) <> '')
);
insert into cancel_reason (code, label_en, label_ru, label_zh, label_vi, position) values
	('too_expensive', 'It costs too much', 'Слишком дорого', '价格太高', 'Chi phí quá cao', 1),
	('not_using', 'We do not use it at the moment', 'Сейчас не пользуемся', '目前没有在使用', 'Hiện chúng tôi không dùng đến', 2),
	('missing', 'Something we need is missing', 'Не хватает нужных возможностей', '缺少我们需要的功能', 'Thiếu thứ chúng tôi cần', 3),
	('quality', 'It did not work well for us', 'Не устроило качество', '使用效果不理想', 'Chất lượng chưa đáp ứng', 4),
	('other_provider', 'We are changing to another provider', 'Переходим к другому поставщику', '我们将更换服务商', 'Chúng tôi chuyển sang nhà cung cấp khác', 5),
	('closing', 'The business or site is closing', 'Закрываем компанию или объект', '公司或场地即将关闭', 'Doanh nghiệp hoặc địa điểm sắp đóng cửa', 6),
	('other', 'Something else', 'Другая причина', '其他原因', 'Lý do khác', 7);

-- What may be offered to a customer who is about to leave: for one reason, or for any (null).
create table save_offer (
	id uuid primary key default uuidv7(),
	reason_code text references cancel_reason (code),
	kind text not null,
	percent numeric,
	periods integer,
	months integer,
	plan_from uuid references plan (id),
	plan_to uuid references plan (id),
	-- How often one customer may take it.
	most_times integer not null default 1,
	position integer not null default 1,
	active boolean not null default true,
	constraint save_offer_kind check (kind in ('discount', 'pause', 'plan')),
	constraint save_offer_discount check ((kind = 'discount') = (percent is not null) and (kind = 'discount') = (periods is not null)
		and percent > 0 and percent <= 100 and periods between 1 and 120),
	constraint save_offer_pause check ((kind = 'pause') = (months is not null) and months between 1 and 24),
	constraint save_offer_plan check ((kind = 'plan') = (plan_from is not null) and (kind = 'plan') = (plan_to is not null) and plan_from <> plan_to),
	constraint save_offer_times check (most_times between 1 and 100)
);
create index save_offer_by_reason on save_offer (reason_code, position) where active;

-- A notice given by the customer, and why. Its amendment says from when.
create table contract_cancellation (
	contract_id uuid not null,
	sequence integer not null,
	reason_code text references cancel_reason (code),
	text text not null default '',
	primary key (contract_id, sequence),
	foreign key (contract_id, sequence) references amendment (contract_id, sequence)
);
create index contract_cancellation_by_reason on contract_cancellation (reason_code);

-- An offer that was taken instead: the customer's so many-th of it.
create table save_offer_taken (
	save_offer_id uuid not null references save_offer (id),
	customer_id uuid not null references customer (id),
	number integer not null,
	contract_id uuid not null,
	sequence integer not null,
	reason_code text references cancel_reason (code),
	text text not null default '',
	primary key (save_offer_id, customer_id, number),
	constraint save_offer_taken_once unique (contract_id, sequence),
	foreign key (contract_id, sequence) references amendment (contract_id, sequence),
	constraint save_offer_taken_number check (number > 0)
);
create index save_offer_taken_by_customer on save_offer_taken (customer_id);

create trigger contract_cancellation_frozen before update or delete on contract_cancellation
	for each row execute function refuse_change_in_force();
create trigger save_offer_taken_frozen before update or delete on save_offer_taken
	for each row execute function refuse_change_in_force();

-- When customers are told that a term ends or goes on: one row, changed by the administrator.
create table renewal_policy (
	id boolean primary key default true,
	-- Days before the last day to object, or before the end where there is nothing to object to.
	remind_days integer[] not null default '{30,7}',
	-- Shorter terms go on without a letter each time.
	shortest_months integer not null default 2,
	-- Days before the end on which the quote for another term is sent.
	quote_days integer not null default 60,
	constraint renewal_policy_one_row check (id),
	constraint renewal_policy_days check (cardinality(remind_days) between 1 and 6 and 0 < all (remind_days) and 366 >= all (remind_days)),
	constraint renewal_policy_shortest check (shortest_months between 1 and 120),
	constraint renewal_policy_quote check (quote_days between 1 and 366)
);
insert into renewal_policy default values;

-- What was said about the end of a term: that it goes on, that the contract ends, or with a quote; so many days before.
create table renewal_notice (
	contract_id uuid not null references contract (id),
	ends_on date not null,
	kind text not null,
	days integer not null,
	told_on date not null,
	primary key (contract_id, ends_on, kind, days),
	constraint renewal_notice_kind check (kind in ('renews', 'ends', 'quote'))
);

create index contract_tacit on contract (ends_on) where renewal = 'tacit' and ends_on is not null and state in ('active', 'paused');
create index contract_term_end on contract (ends_on) where renewal <> 'tacit' and ends_on is not null and state in ('active', 'paused');
