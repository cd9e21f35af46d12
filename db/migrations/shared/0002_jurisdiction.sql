-- Districts on this installation. `hosts`: names by which browsers ask for it; where there is only one district any name will do.
create table jurisdiction (code text primary key, hosts text[] not null default '{}');
