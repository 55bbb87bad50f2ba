"""Medicines by the endings of their generic names, as the WHO and the US council give them out: ``-mab``, ``-pril``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extraction.clauses import Line, negated

_STEMS = (
    "mab nib pril prilat sartan olol alol statin prazole conazole cillin mycin micin cycline floxacin oxacin "
    "glucerase galsidase penem bactam navir tegravir buvir vudine ciclovir cyclovir amivir asvir previr setron "
    "triptan gepant gliptin glitazone gliflozin glutide natide dipine oxetine ipramine triptyline azepam azolam "
    "barbital caine profen fenac coxib dronate dronic cortisone solone metasone nisone onide terol tropium lukast "
    "parin xaban gatran platin taxel rubicin ciclib parib zomib limus cept kinra plase stim poetin fungin quine "
    "nidazole oxaban piprazole peridol azine apine giline capone dopa stigmine gabalin racetam thiazide semide "
    "fibrate formin gestrel estradiol terone cyclib degib rafenib metinib tuzumab ximab zumab limumab thalidomide "
    "domide sertib lisib clax stat trexate trexed bicin citabine fludarabine mustine sulfan phosphamide tecan "
    "vastatin mectin bendazole antel fovir viroc relin relix tocin pressin glucagon gliclazide glipizide "
    "sulfonamide oxazole dapsone fosfomycin xacin serin renone lactone zosin dosin fenacin verine mustard purine "
    "trombopag tadine tirizine nersen siran parvovec leucel semaglutide caftor rasagiline safinamide"
).split()
_KNOWN = (
    "aspirin paracetamol acetaminophen lithium methotrexate mycophenolate colchicine allopurinol febuxostat "
    "warfarin heparin digoxin baclofen tizanidine riluzole edaravone hydroxyurea hydroxycarbamide dapsone quinine "
    "artemether lumefantrine artesunate primaquine tafenoquine isoniazid rifampicin rifampin ethambutol "
    "pyrazinamide naloxone buprenorphine methadone bupropion varenicline mirtazapine trazodone venlafaxine "
    "duloxetine sertraline citalopram escitalopram valproate topiramate phenytoin gabapentin ethosuximide "
    "lacosamide tetrabenazine deutetrabenazine amantadine pramipexole ropinirole rotigotine apomorphine "
    "bromocriptine cabergoline sapropterin miglustat eliglustat penicillamine trientine nitisinone deferoxamine "
    "deferasirox ribavirin oseltamivir tamoxifen fulvestrant sulfasalazine mesalamine mesalazine budesonide "
    "dexamethasone hydrocortisone fludrocortisone levothyroxine methimazole carbimazole propylthiouracil "
    "desmopressin tamsulosin finasteride sildenafil bosentan ambrisentan epoprostenol treprostinil ivabradine "
    "nitroglycerin clopidogrel ticagrelor cefuroxime ceftriaxone cefixime cephalexin tretinoin isotretinoin "
    "acitretin calcipotriol minoxidil modafinil armodafinil solriamfetol pitolisant methylphenidate amphetamine "
    "atomoxetine guanfacine clonidine memantine donepezil ipratropium theophylline cromolyn omalizumab "
    "pirfenidone nintedanib octreotide lanreotide teriparatide romosozumab bisacodyl loperamide ondansetron "
    "metoclopramide naproxen ibuprofen celecoxib tramadol morphine codeine oxycodone hydroxychloroquine "
    "azathioprine ciclosporin cyclosporine tacrolimus interferon ocrelizumab fingolimod fumarate "
    "glatiramer teriflunomide cladribine siponimod pegvaliase voxelotor crizanlizumab glutamine selumetinib "
    "safinamide"
).split()
_NAME = re.compile(rf"^(?:[a-z]{{2,}}(?:{'|'.join(sorted(_STEMS, key=len, reverse=True))})|{'|'.join(_KNOWN)})$")
_OTHERS = frozenset(
    "cholesterol somatostatin myostatin endostatin alfalfa hygiene genie pristine routine genuine examine "
    "medicine vaccine magazine decline imagine determine combine machine marine online outline define refine dine "
    "fine mine nine wine pine spine cuisine quarantine turbine histamine thiamine caffeine cocaine morphologic "
    "accept concept except intercept precept april thermostat hemostat stat progesterone testosterone cortisone "
    "estradiol melatonin oxytocin vasopressin glucagon cytokine dopa dopamine serin serine adenosine purine "
    "cytosine lymphoxacin protein collagen antigen estrogen oxygen nitrogen heparinoid histone antigene toxin".split()
)
"""Words with such an ending that name no medicine, or what the body makes itself."""


def medicines(line: Line, cues: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The generic names in the clauses of the cues, with their first and last token, without those that are denied."""
    clauses = {line.part[first] for first, _ in cues}
    found: dict[str, tuple[str, int, int]] = {}
    for index, token in enumerate(line.tokens):
        word = token.word.lower()
        named = line.part[index] in clauses and _NAME.match(word) and word not in _OTHERS
        if named and negated(line.tokens, index) is False:
            found.setdefault(word, (word, index, index))
    return list(found.values())
