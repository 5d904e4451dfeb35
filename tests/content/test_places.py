"""The table below is what the limits in content/places.py were measured on.

Each typed form has the one answer that is safe for it. `=` before an area is a name typed as it is known, `~` a
name that was mended; `?` begins a question, with a nation or `England` where the name is also elsewhere.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.contacts import load_contacts
from content.places import (
    Found,
    NotCovered,
    NothingFound,
    OneArea,
    OutsideEngland,
    SeveralAreas,
    find_places,
)

CONTACTS = load_contacts(Path(__file__).parents[2] / "content" / "contacts")

KNOWN = """
Bolton: =bolton
bolton: =bolton
BOLTON: =bolton
in bolton: =bolton
near Bolton: =bolton
I live in Bolton: =bolton
Borough of Bolton: =bolton
Manchester City Council: =manchester
the city of Salford: =salford
Barrow: =westmorland-and-furness
Barrow-in-Furness: =westmorland-and-furness
barrow in furness: =westmorland-and-furness
Kendal: =westmorland-and-furness
Wythenshawe: =manchester
wythen shawe: =manchester
St Annes: =lancashire
St. Anne's: =lancashire
Lytham St Annes: =lancashire
St Helens: =st-helens
st. helens: =st-helens
sthelens: =st-helens
Saint Helens: =st-helens
Chester: =cheshire-west-and-chester
Cheshire West & Chester: =cheshire-west-and-chester
Blackburn with Darwen: =blackburn-with-darwen
Preston: =lancashire
Lancs: =lancashire
Hyde: =tameside
Sale: =trafford
Ashton-under-Lyne: =tameside
Ashton in Makerfield: =wigan
Hale Barns: =trafford
Hale, Trafford: =trafford
Warrington, Cheshire: =warrington
Whitefield, Bury: =bury
Bury St Edmunds: =suffolk
Newcastle upon Tyne: =newcastle-upon-tyne
Newcastle-under-Lyme: =staffordshire
Newport, Isle of Wight: =isle-of-wight
Newport Shropshire: =telford-and-wrekin
Rainham (Kent): =medway
Kingston upon Hull: =hull
hull: =hull
York: =york
Leicestershire: =leicestershire
Leicester City Council: =leicester
Richmond, North Yorkshire: =north-yorkshire
Bolton-le-Sands: =lancashire
Skem: =lancashire
Romford: =havering
"""

MENDED = """
barow: ~westmorland-and-furness
kendle: ~westmorland-and-furness
ulverstone: ~westmorland-and-furness
mancester: ~manchester
manchestr: ~manchester
wythenshaw: ~manchester
boltn: ~bolton
botlon: ? bolton lincolnshire south-tyneside
blackpol: ~blackpool
blakpool: ~blackpool
prestn: ~lancashire
burnly: ? bradford lancashire leeds
acrington: ~lancashire
morcambe: ~lancashire
lytham st anns: ~lancashire
birkinhead: ~wirral
wallasy: ~wirral
southprt: ~sefton
liverpol: ~liverpool
liverpoool: ~liverpool
in liverpol please: ~liverpool
wiggan: ~wigan
oldam: ~oldham
rotchdale: ~rochdale
salfrod: ~salford
traford: ~trafford
stockprt: ~stockport
warringtn: ~warrington
runcon: ~halton
widness: ~halton
macclesfeild: ~cheshire-east
workinton: ~cumberland
carlile: ~cumberland
ashton-under-line: ~tameside
newcastle under lyne: ~staffordshire
bury st edmund: ~suffolk
"""

QUESTIONS = """
Hale: ? halton trafford
newcastle: ? newcastle-upon-tyne staffordshire
NEWCASTLE: ? newcastle-upon-tyne staffordshire
Bury: ? bury suffolk
St Ives: ? cambridgeshire cornwall
Wellington: ? somerset telford-and-wrekin
Newport: ? isle-of-wight telford-and-wrekin Wales
Leicester: ? leicester leicestershire
Leicester, Leicestershire: ? leicester leicestershire
Gloucestershire: ? gloucestershire south-gloucestershire
Derby: ? derbyshire England
City of Derby: ? derbyshire England
Derby, Derbyshire: ? derbyshire England
darby: ? derbyshire England
Nottingham: ? nottinghamshire England
Richmond: ? north-yorkshire England
Ashton: ? tameside trafford wigan
Leigh: ? southend-on-sea wigan
Kirkby: ? knowsley nottinghamshire
Middleton: ? leeds rochdale
Cumbria: ? cumberland westmorland-and-furness
Cheshire: ? cheshire-east cheshire-west-and-chester halton warrington
Merseyside: ? knowsley liverpool sefton st-helens wirral
Greater Manchester: ? bolton bury manchester oldham rochdale salford stockport tameside trafford wigan
East Lancashire: ? blackburn-with-darwen lancashire
Bolton, Lancashire: ? bolton lancashire
Southampton, Hampshire: ? hampshire England
Stoke-on-Trent, Staffordshire: ? staffordshire England
Burley: ? bradford leeds
withenshaw: ? east-riding-of-yorkshire manchester
north manchester: ? manchester
bolton or oldham: ? bolton oldham
i work in a care home in bolton: ? bolton
my manager in mancester shouts: ? manchester
"""

ELSEWHERE = """
Wales: Wales
Cardiff: Wales
wrexham: Wales
in cardiff please: Wales
Scotland: Scotland
glasgo: Scotland
Edinburgh: Scotland
Northern Ireland: Northern Ireland
Belfast: Northern Ireland
Bangor: Wales+Northern Ireland
London: England
Croydon: England
stockton: England
Middlesbrough: England
Southampton: England
Stoke-on-Trent: England
Rotherham: England
kingston: England
brighton: England
"""

NOTHING = """
hi
hello
help
help me
yes
no
no idea
thanks
thank you
the
anywhere
asdfgh
qwerty
12345
m14
🙂
dementia
hoist
hythe
manager
medication
safeguarding
they leave her in a wet pad
something for sale
we march on
the north west
she left mum in the bath again
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [
        (typed, answer) for typed, _, answer in (line.partition(": ") for line in table.split("\n") if line)
    ]


def told(found: Found) -> str:
    """An answer in the words of the tables."""
    if isinstance(found, OneArea):
        return f"{'=' if found.exact else '~'}{found.place.area.id}"
    if isinstance(found, SeveralAreas):
        areas = sorted(place.area.id for place in found.places)
        return " ".join(["?", *areas, *found.nations, *(["England"] if found.uncovered else [])])
    if isinstance(found, OutsideEngland):
        return "+".join(found.nations)
    return "England" if isinstance(found, NotCovered) else "nothing"


@pytest.mark.parametrize(("typed", "answer"), rows(KNOWN + MENDED + QUESTIONS + ELSEWHERE))
def test_what_is_typed_gives_the_one_safe_answer(typed: str, answer: str) -> None:
    assert answer == told(find_places(typed, CONTACTS))


@pytest.mark.parametrize("typed", [line for line in NOTHING.split("\n") if line])
def test_whatever_is_no_place_gives_nothing(typed: str) -> None:
    assert told(find_places(typed, CONTACTS)) == "nothing"


def test_the_tables_are_long_enough_to_choose_limits_by() -> None:
    assert len(rows(KNOWN + MENDED + QUESTIONS + ELSEWHERE)) + len(NOTHING.split()) >= 120


@pytest.mark.parametrize("area", CONTACTS.areas, ids=lambda area: area.id)
def test_no_name_of_an_area_ever_leads_to_another_one(area: object) -> None:
    """Each name that an area is known by gives that area, or a question that has it among the choices."""
    found = [find_places(name, CONTACTS) for name in (area.name, *area.also_known_as)]  # type: ignore[attr-defined]
    for each in found:
        places = [each.place] if isinstance(each, OneArea) else list(getattr(each, "places", ()))
        assert area in [place.area for place in places], each


def test_no_place_without_lines_is_taken_for_an_area() -> None:
    outside = [town for towns in CONTACTS.elsewhere.nations.values() for town in towns]
    for town in (*outside, *CONTACTS.elsewhere.england):
        assert not isinstance(find_places(town, CONTACTS), OneArea | NothingFound), town


@pytest.mark.parametrize(
    "typed", ["M1 1AE", "bl1 1aa", "BL11AA", "I live at OX1 2JD in Bolton", "l8 7tf bolton"]
)
def test_a_postcode_is_never_looked_into(typed: str) -> None:
    assert find_places(typed, CONTACTS) == NothingFound(looks_like_postcode=True)


def slips(name: str) -> set[str]:
    """A name with one letter left out, two swapped or one doubled."""
    spots = range(1, len(name))
    left_out = {name[:at] + name[at + 1 :] for at in spots}
    swapped = {name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] for at in spots if at > 1}
    return left_out | swapped | {name[:at] + name[at - 1] + name[at:] for at in spots}


@pytest.mark.parametrize(
    "area_id", ["lancashire", "manchester", "wirral", "wigan", "cumberland", "stockport"]
)
def test_one_slip_in_a_name_never_leads_to_another_area_as_if_it_were_mended(area_id: str) -> None:
    """A slip may spell another name that is known; but what is mended must be what was meant."""
    area = CONTACTS.area(area_id)
    assert area is not None
    names = [name for name in (area.name, *area.also_known_as) if len(name) > 5]
    found = [find_places(slip, CONTACTS) for name in names for slip in slips(name)]
    mended = [each.place.area.id for each in found if isinstance(each, OneArea) and not each.exact]
    assert {area_id} == set(mended)


def test_near_names_are_suggested_three_at_most() -> None:
    found = find_places("crew", CONTACTS)
    assert isinstance(found, NothingFound)
    assert [place.name for place in found.suggestions] == ["Crewe"]


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = find_places(text, CONTACTS)
    assert not isinstance(found, NothingFound) or len(found.suggestions) <= 3


def test_a_very_long_text_is_not_searched() -> None:
    assert find_places("bolton " * 50, CONTACTS) == NothingFound()
