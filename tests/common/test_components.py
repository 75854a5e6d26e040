from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from meyar.common.templatetags.components import Download, Segment, tone


def render(source: str, **context) -> str:
    with override("en"):
        return Template("{% load components %}" + source).render(Context(context)).strip()


class TestAttributes:
    def test_an_unknown_attribute_stops_the_template_and_lists_the_accepted_ones(self):
        with pytest.raises(TemplateSyntaxError) as refused:
            Template('{% load components %}{% grade label="Good" position=3 of=4 colour="red" %}')

        assert str(refused.value) == (
            "{% grade %} has wrong attributes (unknown: colour). Accepted: label, position, of, prefix."
        )

    def test_a_missing_one_and_one_without_a_name_are_told_together(self):
        with pytest.raises(TemplateSyntaxError) as refused:
            Template('{% load components %}{% grade label="Good" 3 %}')

        assert str(refused.value) == (
            "{% grade %} has wrong attributes (unknown: 3; missing: position, of). "
            "Accepted: label, position, of, prefix."
        )

    def test_what_an_attribute_holds_is_escaped(self):
        assert "<b>" not in render("{% grade label=label position=1 of=4 %}", label="<b>Good</b>")


class TestGrade:
    def test_the_word_is_always_there_and_the_colour_follows_the_place(self):
        assert render('{% grade label="Good" position=3 of=4 %}') == '<span class="grade grade-3">Good</span>'

    def test_a_year_may_stand_before_the_word(self):
        assert render('{% grade label="Good" position=3 of=4 prefix="2013" %}') == (
            '<span class="grade grade-3"><span class="grade-prefix">2013</span> Good</span>'
        )

    def test_what_has_no_grade_has_the_colour_of_none(self):
        assert render('{% grade label="Not electronised" position=0 of=4 %}') == (
            '<span class="grade grade-none">Not electronised</span>'
        )

    @pytest.mark.parametrize(
        ("grades", "tones"),
        [(1, "4"), (2, "14"), (3, "134"), (4, "1234"), (5, "12334"), (7, "1223344")],
    )
    def test_an_edition_may_have_any_number_of_grades(self, grades, tones):
        assert "".join(tone(position, grades) for position in range(1, grades + 1)) == tones

    def test_a_place_above_the_highest_is_refused(self):
        with pytest.raises(ValueError, match="A grade stands at 1 to 4, not at 5"):
            tone(5, 4)


class TestBar:
    def test_the_width_is_exact_and_has_a_point_in_every_language(self):
        with override("az"):
            drawn = Template("{% load components %}{% bar value=4 maximum=14 %}").render(Context())

        assert 'class="bar-fill" width="28.571%"' in drawn
        assert 'aria-hidden="true"' in drawn

    def test_a_labelled_bar_speaks_with_its_mark(self):
        drawn = render(
            '{% bar value=value maximum=10 label="7.5 of 10" mark=mark mark_label="median 5" %}',
            value=Decimal("7.5"),
            mark=Fraction(5),
        )

        assert 'role="img" aria-label="7.5 of 10; median 5"' in drawn
        assert 'x1="50.000%"' in drawn

    def test_a_bar_of_nothing_is_empty(self):
        assert 'class="bar-fill" width="0.000%"' in render("{% bar value=0 maximum=0 %}")


class TestStackedBar:
    def test_the_segments_fill_the_bar_in_order_and_are_spoken(self):
        segments = [Segment("None", 50, 0, 4), Segment("Low", 10, 1, 4), Segment("High", 40, 4, 4)]

        drawn = render('{% stacked_bar label="2015" segments=segments %}', segments=segments)

        assert 'role="img" aria-label="2015: None 50, Low 10, High 40"' in drawn
        assert [
            drawn.count(f'class="segment-fill" x="{start}" width="{width}"')
            for start, width in (("0.000%", "50.000%"), ("50.000%", "10.000%"), ("60.000%", "40.000%"))
        ] == [1, 1, 1]

    def test_one_thin_segment_has_its_number_below_and_two_neighbours_have_none(self):
        alone = [Segment("None", 95, 0, 4), Segment("Low", 3, 1, 4), Segment("High", 102, 4, 4)]
        neighbours = [Segment("None", 95, 0, 4), Segment("Low", 3, 1, 4), Segment("High", 2, 4, 4)]

        assert ">3</text>" in render('{% stacked_bar label="2015" segments=segments %}', segments=alone)
        drawn = render('{% stacked_bar label="2015" segments=segments %}', segments=neighbours)
        assert (drawn.count("<text"), "room-below" in drawn) == (1, False)

    def test_a_segment_with_rows_behind_it_is_a_link_with_a_name(self):
        segments = [Segment("Low", 1, 1, 4, url="/low"), Segment("High", 1, 4, 4, url="/high")]

        drawn = render('{% stacked_bar label="2015" segments=segments %}', segments=segments)

        assert 'role="group"' in drawn
        assert '<a href="/low"><title>2015, Low: 1</title>' in drawn

    def test_a_year_without_services_is_an_empty_bar(self):
        assert "segment-fill" not in render(
            '{% stacked_bar label="2012" segments=segments %}', segments=[Segment("Low", 0, 1, 4)]
        )


class TestSortLink:
    SOURCE = '{% sort_link label="Body" key="body" sort=sort query=query %}'

    def test_a_click_sorts_by_the_column_and_goes_back_to_the_first_page(self):
        heading = render(self.SOURCE, sort="grade", query=QueryDict("q=ə&page=3&sort=grade"))

        assert 'href="?q=%C9%99&amp;sort=body"' in heading
        assert "aria-sort" not in heading

    @pytest.mark.parametrize(
        ("sort", "direction", "next_sort"), [("body", "ascending", "-body"), ("-body", "descending", "body")]
    )
    def test_the_column_sorted_by_says_so_and_turns_round(self, sort, direction, next_sort):
        heading = render(self.SOURCE, sort=sort, query={"sort": sort})

        assert f'aria-sort="{direction}"' in heading
        assert f'href="?sort={next_sort}"' in heading

    def test_htmx_is_added_on_top_of_the_link_only_where_there_is_a_target(self):
        plain = render(self.SOURCE, sort="body", query={})
        quick = render('{% sort_link label="Body" key="body" sort="x" query=query target="#results" %}', query={})

        assert "hx-" not in plain
        assert 'href="?sort=body" hx-get="?sort=body" hx-target="#results" hx-push-url="true"' in quick


class TestPagination:
    SOURCE = "{% pagination page=page query=query %}"

    def test_the_range_and_the_total_are_told(self):
        page = Paginator(range(4380), 50).get_page(2)

        assert "51–100 of 4,380" in render(self.SOURCE, page=page, query={})

    def test_every_link_keeps_the_filters(self):
        page = Paginator(range(150), 50).get_page(2)

        links = render(self.SOURCE, page=page, query=QueryDict("grade=3&grade=4&page=2"))

        assert [links.count(f'href="?grade=3&amp;grade=4&amp;page={number}"') for number in (1, 2, 3)] == [2, 1, 2]
        assert 'aria-current="page" aria-label="Page 2"' in links

    def test_one_page_needs_no_links(self):
        page = Paginator(range(3), 50).get_page(1)

        shown = render(self.SOURCE, page=page, query={})

        assert "1–3 of 3" in shown
        assert "<a " not in shown


class RoundForm(forms.Form):
    year = forms.IntegerField(label="Year", help_text="Four figures.", min_value=2013)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)

    def clean(self):
        raise forms.ValidationError("The round is closed.")


class TestForms:
    def test_the_summary_lists_every_problem_and_links_it_to_its_field(self):
        summary = render("{% form_errors form=form %}", form=RoundForm({"year": "2012"}))

        assert "<li>The round is closed.</li>" in summary
        assert '<a href="#id_year">Year: Ensure this value is greater than or equal to 2013.</a>' in summary
        assert '<a href="#id_kind_0">Kind: This field is required.</a>' in summary
        assert summary.count("<li>") == 3

    def test_a_form_without_problems_has_no_summary(self):
        assert render("{% form_errors form=form %}", form=RoundForm()) == ""

    def test_a_wrong_field_is_tied_to_its_hint_and_its_errors(self):
        field = render("{% form_field field=form.year %}", form=RoundForm({"year": "2012"}))

        assert '<label for="id_year">Year' in field
        assert 'aria-describedby="id_year_helptext id_year_error"' in field
        assert 'aria-invalid="true"' in field
        assert 'id="id_year_helptext"' in field
        assert 'id="id_year_error"' in field

    def test_choices_are_a_group_with_a_legend(self):
        field = render("{% form_field field=form.kind %}", form=RoundForm())

        assert "<fieldset><legend>Kind" in field

    def test_what_may_be_left_out_says_so(self):
        assert "(optional)" in render("{% form_field field=form.note %}", form=RoundForm())
        assert "(optional)" not in render("{% form_field field=form.year %}", form=RoundForm())


class TestSmallOnes:
    def test_a_figure_may_lead_to_the_rows_it_is_made_of(self):
        card = render('{% figure_card value="438" label="services" note="2014: 438" url="/services" %}')

        assert '<a href="/services">438</a>' in card
        assert '<p class="card-note">2014: 438</p>' in card

    def test_a_long_word_in_a_card_is_set_smaller(self):
        assert "card-long" in render('{% figure_card value="Неудовлетворительно" label="" position=1 of=4 %}')
        assert "card-long" not in render('{% figure_card value="“Kafi”" label="" position=2 of=4 %}')

    def test_only_an_error_interrupts_a_screen_reader(self):
        assert 'role="alert"' in render('{% notice text="Refused." tone="error" %}')
        assert "role" not in render('{% notice text="Saved." tone="success" %}')

    def test_nothing_yet_says_what_to_do(self):
        empty = render('{% empty_state title="Nothing yet" url="/import" action="Import" %}')

        assert '<a href="/import">Import</a>' in empty

    def test_downloads_are_listed_with_their_notes(self):
        links = [Download("CSV", "/a.csv", "438 rows"), Download("PDF", "/a.pdf")]

        listed = render("{% download_links links=links %}", links=links)

        assert '<a href="/a.csv" download>CSV</a> <span class="soft">438 rows</span>' in listed
        assert '<li><a href="/a.pdf" download>PDF</a></li>' in listed

    def test_the_page_one_is_on_is_marked_in_the_menu(self):
        assert 'aria-current="page"' in render('{% nav_link label="Bodies" url="/" current=True %}')
        assert "aria-current" not in render('{% nav_link label="Bodies" url="/" %}')
