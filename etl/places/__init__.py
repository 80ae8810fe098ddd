"""Places: which divisions of China, and which countries, a body names; which province an article is about.

`divisions.py` knows the divisions, `surfaces.py` the words that name them, `find.py` finds them in a body and settles
names that several places share, `local.py` finds villages, zones and the like below the divisions, `regions.py` what lies
above them (长三角), `elsewhere.py` tells the places of the event from those of its guests, `about.py` counts provinces and
says which of them an article is mainly about, `institutions.py` which universities and fairs tell where they are, `home.py`
where a page writes from.
"""

from etl.places.about import article_provinces, main_province
from etl.places.divisions import Division, Province, divisions, is_inside, province_of, provinces
from etl.places.elsewhere import is_expert_of
from etl.places.find import find_places, find_places_in
from etl.places.home import find_home
from etl.places.local import find_local_places
from etl.places.regions import find_regions

__all__ = [
    "Division",
    "Province",
    "article_provinces",
    "divisions",
    "find_home",
    "find_local_places",
    "find_places",
    "find_places_in",
    "find_regions",
    "is_expert_of",
    "is_inside",
    "main_province",
    "province_of",
    "provinces",
]
